import { describe, expect, it } from 'vitest';
import { bodyOf, contextOf, differing, draftKey, merge, unsaved } from '../../../widget/drafts/draft.ts';
import { same } from '../../../widget/drafts/same.ts';

describe('same', () => {
  it('compares people whatever the order of their keys, which jsonb changes', () => {
    expect(same({ a: '1', b: ['x'] }, { b: ['x'], a: '1' })).toBe(true);
    expect(same({ a: '1' }, { a: '1', b: '' })).toBe(false);
    expect(same(['x', 'y'], ['y', 'x'])).toBe(false);
    expect(same(undefined, null)).toBe(false);
  });
});

describe('draftKey', () => {
  it('keeps apart APIs, requests and people', () => {
    const keys = [draftKey('a'), draftKey('a', 'r1'), draftKey('a', 'r1', 'x@y.example'), draftKey('ab')];
    expect(new Set(keys).size).toBe(4);
    expect(draftKey('a', undefined, 'X@Y.example')).toBe(draftKey('a', undefined, 'x@y.example'));
    expect(draftKey('ab').startsWith(draftKey('a').slice(0, 2))).toBe(false);
  });
});

describe('bodyOf', () => {
  it('sends an answer taken back as null, and never what stays in this browser', () => {
    const values = { intitule: 'T', description: undefined, '@siret': '1' };
    expect(bodyOf(values)).toEqual({ answers: { intitule: 'T', description: null }, siret: '1' });
    expect(bodyOf({ '@use_case': 'cantine' })).toEqual({ answers: {}, use_case: 'cantine' });
  });
});

describe('contextOf', () => {
  it('leaves out what is no answer', () => {
    const { answers } = contextOf({ a: 'x', b: undefined, '@siret': '1', '!terms': true });
    expect(answers).toEqual({ a: 'x' });
  });
});

describe('unsaved', () => {
  it('is what differs from what the server has, and nothing that stays in this browser', () => {
    const now = { a: 'one', b: 'two and more', c: 'new', '!terms': true };
    expect(unsaved(now, { a: 'one', b: 'two' })).toEqual({ b: 'two and more', c: 'new' });
  });

  it('keeps what was typed while the save was on its way', () => {
    const base = { a: 'before' };
    const sent = { a: 'sent' };
    expect(unsaved({ a: 'sent and more' }, { ...base, ...sent })).toEqual({ a: 'sent and more' });
  });

  it('counts a text typed and taken back to what was sent as saved', () => {
    expect(unsaved({ a: 'x' }, { a: 'x' })).toEqual({});
    expect(unsaved({}, { a: undefined })).toEqual({});
  });

  it('tells an answer taken back', () => {
    expect(Object.entries(unsaved({}, { a: 'x' }))).toEqual([['a', undefined]]);
  });
});

describe('a newer version of the server', () => {
  const base = { title: 'old', text: 'old', year: 1 };

  it('keeps mine where I typed and takes theirs elsewhere', () => {
    const [mine, theirs] = [
      { ...base, title: 'mine' },
      { ...base, text: 'theirs' },
    ];
    expect(merge(base, mine, theirs)).toEqual({ title: 'mine', text: 'theirs', year: 1 });
    expect(differing(base, mine, theirs)).toEqual({});
  });

  it('tells what differed where both changed the same key', () => {
    const [mine, theirs] = [
      { ...base, title: 'mine' },
      { ...base, title: 'theirs' },
    ];
    expect(merge(base, mine, theirs).title).toBe('mine');
    expect(differing(base, mine, theirs)).toEqual({ title: 'theirs' });
  });

  it('says nothing where both wrote the same', () => {
    const both = { ...base, title: 'same' };
    expect(differing(base, both, both)).toEqual({});
  });

  it('keeps an answer that I took back', () => {
    const { title, ...mine } = base;
    expect(merge(base, mine, { ...base, title: 'theirs' }).title).toBeUndefined();
  });

  it('keeps what the server knows nothing of', () => {
    expect(merge({}, { '!terms': true }, {})).toEqual({ '!terms': true });
  });

  it('keeps what was typed before the server had anything', () => {
    // A creation made twice: its answer holds what the first call sent.
    expect(merge({}, { title: 'second' }, { title: 'first', text: '' })).toEqual({
      title: 'second',
      text: '',
    });
  });
});
