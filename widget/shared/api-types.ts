/** The backend's JSON as the element reads it: the backend's own types. Nothing here is shipped. */
export type {
  CommandName,
  CurrentSite,
  DocumentView,
  FileMember,
  HabilitationInForce,
  HabilitationView,
  HistoryView,
  LinePoint,
  Me,
  OrganisationView,
  ProfileView,
  RequestList,
  RequestState,
  RequestSummary,
  RequestView,
  Tone,
} from '../../server/http/api.ts';
