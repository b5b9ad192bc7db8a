/**
 * Every code that the API answers with a status of its own, and the title of its page in
 * docs/operating/problems/. A test walks the operations and this table.
 */

export type ProblemKind = { readonly status: ProblemStatus; readonly title: string }

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 500 | 503

export const problems: Readonly<Record<string, ProblemKind>> = {
  ADOPTION_NOT_CHOSEN: { status: 409, title: 'Which Shopify order is meant is not said' },
  ALREADY_IN_SHOPIFY: { status: 409, title: 'The order is already in Shopify' },
  BACKFILL_IN_FUTURE: { status: 422, title: 'The backfill lies in the future' },
  BACKFILL_NOT_VISIBLE: {
    status: 422,
    title: 'The backfill goes back further than Shopify shows us',
  },
  BACKFILL_TOO_OLD: { status: 422, title: 'The backfill goes back further than Amazon keeps' },
  BACKFILL_WINDOW_EMPTY: { status: 422, title: 'The backfill ends before it begins' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  CONFIRMATION_MISSING: { status: 422, title: 'A yes is missing' },
  DETAIL_MALFORMED: { status: 422, title: 'The division of a refund is not readable' },
  CURSOR_UNSOUND: { status: 400, title: 'The place in the list is not one that we gave' },
  DATABASE_AWAY: { status: 503, title: 'The database does not answer' },
  FORBIDDEN: { status: 403, title: 'The key may not do this' },
  INCIDENT_CLOSED: { status: 409, title: 'The incident is closed already' },
  INCIDENT_NOT_FOUND: { status: 404, title: 'There is no such incident' },
  INCIDENT_NOTE_UNSOUND: { status: 422, title: 'The note of an incident is unsound' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
  KEY_NAME_UNSOUND: { status: 422, title: 'The key has no usable name' },
  KEY_NOT_FOUND: { status: 404, title: 'There is no such key' },
  MAPPING_CSV_UNREADABLE: { status: 422, title: 'The table of mappings cannot be read' },
  MAPPING_INCOMPLETE: { status: 422, title: 'The mapping is not complete' },
  MAPPING_NOT_FOUND: { status: 404, title: 'There is no such mapping' },
  MAPPING_QUANTITY: { status: 422, title: 'The quantity of a mapping is unsound' },
  NO_ADOPTION_QUESTION: { status: 409, title: 'There is no question which Shopify order it is' },
  NOT_CONNECTED: { status: 409, title: 'No shop is connected' },
  NOT_EXPORTABLE: { status: 409, title: 'The order cannot be exported as it stands' },
  NOT_HELD: { status: 409, title: 'The order is not held' },
  NOTICE_CHANNEL_NOT_SET_UP: { status: 409, title: 'This way of notices is not set up' },
  NOTICE_SECRET_UNSOUND: { status: 422, title: 'The secret of a way cannot be taken' },
  NOTHING_TO_SAY_THAT_ABOUT: { status: 409, title: 'No hold takes this word' },
  SUBJECT_NOT_CHOSEN: { status: 409, title: 'Several holds take this word' },
  ORDER_ID_MALFORMED: { status: 422, title: 'This is no Amazon order id' },
  ORDER_NOT_FOUND: { status: 404, title: 'The order is not known' },
  RAW_NOT_KEPT: { status: 404, title: 'What Amazon sent is not kept' },
  REQUEST_UNSOUND: { status: 400, title: 'The request is not as described' },
  ROUTE_NOT_FOUND: { status: 404, title: 'There is no such address' },
  SETTINGS_UNSOUND: { status: 422, title: 'The settings cannot be taken' },
  UNAUTHENTICATED: { status: 401, title: 'A key is needed' },
  VARIANT_AMBIGUOUS: { status: 422, title: 'Several variants fit' },
  VARIANT_NOT_FOUND: { status: 422, title: 'The shop has no such variant' },
  WEBHOOK_INCOMPLETE: { status: 400, title: 'The webhook lacks a header' },
  WEBHOOK_SIGNATURE: { status: 401, title: 'The webhook is not signed by Shopify' },
  WEBHOOK_TOO_SLOW: { status: 503, title: 'The webhook could not be stored in time' },
}
