import { describe, expect, it } from 'vitest';
import { answersOf, bodyOf, draftKey, merge, stillPending } from '../../../widget/drafts/draft.ts';
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
  it('sends the keys asked for, an answer taken back as null, and nothing else', () => {
    const values = {
      intitule: 'T',
      description: undefined,
      '@siret': '1',
      '@use_case': 'cantine',
      '!terms': true,
    };
    expect(bodyOf(values, ['intitule', 'description', '@siret'])).toEqual({
      answers: { intitule: 'T', description: null },
      siret: '1',
    });
    expect(bodyOf(values, ['@use_case'])).toEqual({ use_case: 'cantine' });
  });
});

describe('answersOf', () => {
  it('leaves out what is no answer', () => {
    expect(answersOf({ a: 'x', b: undefined, '@siret': '1', '!terms': true })).toEqual({ a: 'x' });
  });
});

describe('stillPending', () => {
  it('keeps what was typed while the save was on its way', () => {
    const sent = { a: 'one', b: 'two' };
    const now = { a: 'one', b: 'two and more', c: 'new' };
    expect([...stillPending(['a', 'b', 'c'], sent, now)]).toEqual(['b', 'c']);
  });

  it('counts a text typed and taken back to what was sent as saved', () => {
    expect(stillPending(['a'], { a: 'x' }, { a: 'x' }).size).toBe(0);
    expect(stillPending(['a'], { a: undefined }, {}).size).toBe(0);
  });
});

describe('merge', () => {
  const base = { title: 'old', text: 'old', year: 1 };

  it('keeps mine where I typed and takes theirs elsewhere', () => {
    const { values, differed } = merge(base, { ...base, title: 'mine' }, { ...base, text: 'theirs' }, [
      'title',
    ]);
    expect(values).toEqual({ title: 'mine', text: 'theirs', year: 1 });
    expect(differed).toEqual({});
  });

  it('tells what differed where both changed the same key', () => {
    const { values, differed } = merge(base, { ...base, title: 'mine' }, { ...base, title: 'theirs' }, [
      'title',
    ]);
    expect(values.title).toBe('mine');
    expect(differed).toEqual({ title: 'theirs' });
  });

  it('says nothing where both wrote the same', () => {
    const both = { ...base, title: 'same' };
    expect(merge(base, both, both, ['title']).differed).toEqual({});
  });

  it('keeps an answer that I took back', () => {
    const { values } = merge(base, { ...base, title: undefined }, { ...base, title: 'theirs' }, ['title']);
    expect(values.title).toBeUndefined();
  });

  it('keeps what the server knows nothing of', () => {
    expect(merge({}, { '!terms': true }, {}, []).values).toEqual({ '!terms': true });
  });
});
