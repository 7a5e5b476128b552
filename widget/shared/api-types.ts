/** The backend's JSON as the element reads it: the backend's own types. Nothing here is shipped. */
export type {
  CommandName,
  CurrentSite,
  DocumentView,
  FileMember,
  HabilitationView,
  HistoryView,
  LinePoint,
  Me,
  OrganisationView,
  RequestList,
  RequestState,
  RequestSummary,
  RequestView,
  Tone,
} from '../../server/http/api.ts';
export type { HabilitationInForce } from '../../server/http/api-beside.ts';
export type { ProfileView } from '../../server/http/api-people.ts';
