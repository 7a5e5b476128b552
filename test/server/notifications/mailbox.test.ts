import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { startMailbox } from '../../../server/stand-ins/mailbox.ts';

const mailbox = await startMailbox({ port: 0 });
const mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
const message = {
  subject: '<script>alert(1)</script> à « vous »',
  text: 'Bonjour <b>vous</b>\nhttps://datapass.example/acces/H1042 suite',
  html: '<html><head></head><body><script>alert(1)</script><a href="https://datapass.example/">lien</a></body></html>',
  messageId: '<1@datapass.example>',
  thread: '<2@datapass.example>',
};
beforeAll(async () => {
  await mailer.send({ ...message, to: 'premier@commune.example' });
  await mailer.send({ ...message, to: 'second@commune.example' });
});
afterAll(async () => {
  mailer.close();
  await mailbox.stop();
});

const read = async (path: string) => {
  const answer = await fetch(`${mailbox.url}${path}`);
  return { headers: answer.headers, status: answer.status, text: await answer.text() };
};

test('mails arrive over SMTP, newest first, and are found by recipient', async () => {
  expect(mailbox.mails().map((mail) => mail.to[0])).toEqual([
    'second@commune.example',
    'premier@commune.example',
  ]);
  const found = JSON.parse((await read('/mails.json?to=premier')).text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ subject: message.subject, from: 'notifications@datapass.example' });
});

test('the pages show what was sent as text, and make its addresses links', async () => {
  const list = await read('/');
  expect(list.text).toContain('&lt;script&gt;');
  expect(list.text).not.toContain('<script>');
  const mail = await read('/mails/1');
  expect(mail.text).toContain('Bonjour &lt;b&gt;vous&lt;/b&gt;');
  expect(mail.text).toContain('<a href="https://datapass.example/acces/H1042">');
  expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await read('/mails/999')).status).toBe(404);
});

test('the HTML of a mail is sealed: no script runs, nothing is fetched', async () => {
  const { headers, text } = await read('/mails/1/html');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain('sandbox');
  expect(policy).not.toContain('allow-scripts');
  expect(policy).toContain("default-src 'none'");
  expect(text).toContain('<base target="_blank">');
});

test('a port that is taken is an error that names the variable', async () => {
  const port = Number(new URL(mailbox.url).port);
  await expect(startMailbox({ port })).rejects.toThrow(/MAILBOX_PORT/);
});
