/** A page of the list, with its style sheet and its script. */
import type { Content } from '../../pages/layout.ts';
import { type Call, sendStaffPage } from '../../pages/staff-page.ts';
import type { Services } from '../../services.ts';
import { scriptPath, stylePath } from './assets.ts';

export const send = (
  services: Pick<Services, 'config'>,
  c: Call,
  title: string,
  main: Content,
  status: 200 | 409 | 422 = 200,
): Promise<Response> =>
  sendStaffPage(services, c, title, main, {
    ...{ status, wide: true, styles: [stylePath], scripts: [scriptPath] },
  });
