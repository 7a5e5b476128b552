/** What an event adds to the figures. */
import { expect, test } from 'vitest';
import { follow, newCourse } from '../../../server/statistics/course.ts';

test.each(['create', 'claim'] as const)(
  'from « %s » on, the funnel is of who asks: who develops, asked after the verdict, is no part of it',
  (name) => {
    const { increments } = follow(newCourse(), {
      id: 'e1',
      name,
      at: new Date('2026-11-20T10:00:00Z'),
      facts: { eligibility: { profil: 'administration', developpement: 'equipe', editeur: 'autre' } },
    });
    const asked = increments.filter(({ metric }) => metric === 'asker_created');
    expect(asked.map(({ detail }) => detail)).toEqual(['profil:administration']);
    expect(increments.filter(({ metric }) => metric === 'created')).toHaveLength(1);
  },
);
