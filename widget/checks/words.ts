/** The words of the checks: few enough that both languages travel together. */
const fr = {
  title: (count: string) => `Ce que l’instructeur vérifiera : ${count}`,
  introduction: 'Ces points se vérifient pendant que vous répondez. L’instructeur verra les mêmes.',
  count: (passed: number, all: number) => `${passed} sur ${all}`,
  left: (count: number) => (count ? `, ${count} à corriger` : ''),
  passed: 'en ordre',
  explained: 'expliqué',
  blocking: 'à corriger avant l’envoi',
  failed: 'à corriger ou à expliquer',
  unknown: 'pas encore vérifié',
  answer: 'Aller à la réponse',
  signIn: 'Certains points se vérifient une fois que vous êtes identifié.',
};

const en: typeof fr = {
  title: (count) => `What the instructor will check: ${count}`,
  introduction: 'These points are checked while you answer. The instructor will see the same.',
  count: (passed, all) => `${passed} of ${all}`,
  left: (count) => (count ? `, ${count} to correct` : ''),
  passed: 'in order',
  explained: 'explained',
  blocking: 'to correct before sending',
  failed: 'to correct or to explain',
  unknown: 'not checked yet',
  answer: 'Go to the answer',
  signIn: 'Some points are checked once you have signed in.',
};

export const checkWords = { fr, en };
