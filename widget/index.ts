/** The widget's public classes and types, without side effects: `define.ts` defines the elements. */
export { DatapassBadge } from './badge/badge.ts';
export { DatapassRequest } from './request/request.ts';
export { DatapassRequests } from './requests/list.ts';
export { DatapassEvent, type DatapassEventName, type DatapassEvents } from './shared/events.ts';
export { DatapassStats } from './statistics/stats.ts';
