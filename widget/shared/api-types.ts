/** The backend's JSON as the element reads it: the backend's own types. Nothing here is shipped. */
export type {
  CommandName,
  CurrentSite,
  DocumentView,
  HabilitationView,
  HistoryView,
  LinePoint,
  Me,
  OrganisationView,
  RequestState,
  RequestSummary,
  RequestView,
} from '../../server/http/api.ts';
