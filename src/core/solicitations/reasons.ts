/** Why the solicitation concern did what it did. It never holds: nobody has to do anything about it. */

export type SolicitationReason =
  | 'NO_SOLICITATION_DUE'
  | 'SOLICITATION_NOT_DUE'
  | 'SOLICITATION_TIME_UNKNOWN'
  | 'SOLICITATION_TIME_OVER'
  | 'SOLICITATION_UNFIT'
  | 'SOLICITATION_RETURNS_UNKNOWN'
  | 'SOLICITATION_CHECKED_FIRST'
  | 'SOLICIT'
  | 'SOLICITED'
  | 'SOLICITATION_REFUSED'

export const solicitationReasonTexts: Readonly<Record<SolicitationReason, string>> = {
  NO_SOLICITATION_DUE: 'No review is asked for.',
  SOLICITATION_NOT_DUE: 'A review is asked for some days after the delivery.',
  SOLICITATION_TIME_UNKNOWN: 'Amazon gives no delivery date, so no review is asked for.',
  SOLICITATION_TIME_OVER: 'The time in which Amazon lets a review be asked for is over.',
  SOLICITATION_UNFIT:
    'It was returned, refunded, cancelled or claimed, so no review is asked for, ever.',
  SOLICITATION_RETURNS_UNKNOWN:
    'Whether it was returned is not known yet; the review is asked for once it is.',
  SOLICITATION_CHECKED_FIRST: 'The order is read again before a review is asked for.',
  SOLICIT: 'The delivery is some days ago and all is well: the buyer is asked for a review, once.',
  SOLICITED: 'The buyer was asked for a review; that is done once for an order.',
  SOLICITATION_REFUSED: 'Amazon refused to ask for a review; it is not tried again.',
}
