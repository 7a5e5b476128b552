import { expect, test } from 'vitest';
import { readReport } from '../../../../server/notifications/bounces/report.ts';
import { report, type Told } from './reports.ts';

const id = '0197b0a0-1111-7111-8111-111111111111';
const messageId = `<${id}@datapass.example>`;
const read = (text: string) => readReport(Buffer.from(text), 'datapass.example');
const told = (changes: Partial<Told> = {}) => read(report({ messageId, ...changes }));

test('a report says which mail failed, and why, by number', async () => {
  expect(await told()).toEqual({ mailId: id, status: '5.1.1' });
  expect(await told({ status: '4.4.7' })).toEqual({ mailId: id, status: '4.4.7' });
});

test.each([
  ['headers alone', { original: 'text/rfc822-headers' }],
  ['other alphabets', { statusType: 'message/global-delivery-status', original: 'message/global' }],
  ['capitals and a remark', { action: 'Failed', status: '5.1.1 (bad destination mailbox)' }],
  ['quotes', { type: 'Multipart/Report; boundary="4X/mx.example"; Report-Type="delivery-status"' }],
  ['encoded', { statusType: 'message/delivery-status\nContent-Transfer-Encoding: 7bit' }],
])('also one with %s', async (_, changes) => {
  expect(await told(changes)).toEqual({ mailId: id, status: '5.1.1' });
});

test.each(['', '2.0.0', '5.1', '9.9.9', '5.1.1234'])(
  'a failure without a reason that one can read (%s) is one all the same',
  async (status) => {
    expect(await told({ status })).toEqual({ mailId: id, status: '5.0.0' });
  },
);

test.each(['delayed', 'delivered', 'relayed', 'expanded'])(
  'a mail that is %s has not failed',
  async (action) => {
    expect(await told({ action })).toBeUndefined();
  },
);

test.each([
  ['an answer', { type: 'text/plain' }],
  [
    'a receipt of reading',
    { type: 'multipart/report; report-type=disposition-notification; boundary="4X/mx.example"' },
  ],
  ['a report of a mail of somebody else', { messageId: `<${id}@elsewhere.example>` }],
  ['a report of a mail that is not named as ours are', { messageId: '<1042@datapass.example>' }],
  ['a report without a status', { statusType: 'text/plain' }],
  ['a report without the mail', { original: 'text/plain' }],
])('%s is none of a mail of ours', async (_, changes) => {
  expect(await told(changes)).toBeUndefined();
});

test('a name quoted in the text, or in the body of the mail, names nothing', async () => {
  const other = '<0197b0a0-2222-7222-8222-222222222222@datapass.example>';
  expect(await told({ body: `Message-ID: ${other}` })).toEqual({ mailId: id, status: '5.1.1' });
  expect(await told({ messageId: '<x@y>', body: `Message-ID: ${messageId}` })).toBeUndefined();
});

test('what no server would send is read without harm', async () => {
  const nested = `Content-Type: multipart/report; report-type=delivery-status; boundary="a"\r\n\r\n${'--a\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n'.repeat(500)}`;
  for (const text of [
    '',
    '\r\n',
    '\0',
    'Content-Type: multipart/report',
    nested,
    `X: ${'a'.repeat(200_000)}`,
  ]) {
    expect(await read(text)).toBeUndefined();
  }
});
