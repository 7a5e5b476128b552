/** What tests decide about the page around an element: whether it is in front, and what its person confirms. */

/** A test page need not be in front, and elements on a hidden page ask nothing. */
export function see(value: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value, configurable: true });
}

/** Within a `describe`: the person says yes to every question. @returns what was asked in this test so far */
export function sayingYes(): string[] {
  const { confirm } = window;
  const asked: string[] = [];
  beforeEach(() => {
    asked.length = 0;
    window.confirm = (text = '') => {
      asked.push(text.replace(/\u202f/g, ' '));
      return true;
    };
  });
  afterEach(() => {
    window.confirm = confirm;
  });
  return asked;
}
