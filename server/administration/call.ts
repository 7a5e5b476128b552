/** One call of a page of administration, and the page that answers it. */
import type { Content } from '../pages/layout.ts';
import { type Call, sendStaffPage } from '../pages/staff-page.ts';
import type { Services } from '../services.ts';

export type { Call };

export const send = (
  services: Services,
  c: Call,
  title: string,
  main: Content,
  status: 200 | 409 | 422 = 200,
): Promise<Response> => sendStaffPage(services, c, title, main, { status });
