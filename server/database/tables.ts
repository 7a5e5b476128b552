/** Every table, for drizzle and for `drizzle-kit` (migrations). Each part of the business owns its own file. */
export * from '../accounts/tables.ts';
export * from '../audit/tables.ts';
export * from '../catalogue/tables.ts';
export * from '../documents/tables.ts';
export * from '../examination/tables.ts';
export * from '../habilitations/register/tables.ts';
export * from '../habilitations/tables.ts';
export * from '../instruction/list/tables.ts';
export * from '../instruction/templates/tables.ts';
export * from '../invitations/tables.ts';
export * from '../messages/tables.ts';
export * from '../notifications/tables.ts';
export * from '../organisations/tables.ts';
export * from '../privacy/tables.ts';
export * from '../profiles/tables.ts';
export * from '../requests/tables.ts';
export * from '../statistics/tables.ts';
