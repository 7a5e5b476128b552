/** Who asks. Made by the check at the door (`bearer.ts`, `session.ts`); every rule of the business reads only this. */

export interface Actor {
  userId: string;
  email: string;
  givenName: string;
  familyName: string;
  phone: string;
  jobTitle: string;
  /** The organisation of this sign-in. */
  organisationId: string;
  /** Every organisation that an identity provider has vouched for, the one of this sign-in included. */
  organisationIds: string[];
  /**
   * `provider:api:role`, with `*` for every API. Empty through the widget: its token can only apply; and while an
   * administrator acts for somebody: nobody decides in another's name.
   */
  roles: string[];
  /**
   * `widget`: a token on somebody's page; `session`: our own pages; `machine`: client credentials; `invitation`: the
   * page of one invitation; `system`: the clock and the rules (`requests/life/system.ts`).
   */
  via: 'widget' | 'session' | 'machine' | 'invitation' | 'system';
  /** By an invitation: the one request that it opens. */
  invitedTo?: string;
  /** An administrator who acts for this person (`acting.ts`): `userId` and all the rest are the person's. */
  behind?: Behind;
}

/** Who really sits there, why, and until when. */
export interface Behind {
  userId: string;
  reason: string;
  until: Date;
}

/** What middleware leaves in Hono's context: `c.var.actor`. */
export interface ActorEnvironment {
  Variables: { actor: Actor };
}
