/** A plain sentence for every reason, as `orders explain`, the console and the API print it. */
import { cancellationReasonTexts } from '../cancellations/reasons.ts'
import { changeReasonTexts } from '../changes/reasons.ts'
import { lifeReasonTexts } from '../life/reasons.ts'
import { purgeReasonTexts } from '../purge/reasons.ts'
import { refundReasonTexts } from '../refunds/reasons.ts'
import { returnReasonTexts } from '../returns/reasons.ts'
import { shipmentReasonTexts } from '../shipments/reasons.ts'
import { solicitationReasonTexts } from '../solicitations/reasons.ts'
import type { ImportReason, ReasonCode } from './reasons.ts'

export const importReasonTexts: Readonly<Record<ImportReason, string>> = {
  AMAZON_NOT_READ: 'The order is known by its id only; Amazon is asked for it.',
  AMAZON_BEHIND_EVENT:
    'Amazon announced a change that its answers do not show yet; it is read again.',
  CATALOGUE_NOT_READ: "The shop's variants have not been read yet.",
  NOT_ON_AMAZON: 'Amazon knows no order with this id in this account.',
  PENDING: 'Amazon has not confirmed the payment; the units are reserved until it does.',
  CANCELLED_BEFORE_IMPORT: 'The order was cancelled on Amazon before it came to Shopify.',
  NOT_AN_AMAZON_SALE: 'The order was not sold on Amazon, so it is never imported.',
  MARKETPLACE_NOT_CHOSEN: 'Its marketplace is not among those chosen in the settings.',
  FBA_LISTED: 'Amazon fulfils this order; it is listed here and not created in Shopify.',
  FBA_NOT_SHIPPED:
    'Amazon fulfils this order; it is created in Shopify once Amazon has shipped it.',
  SHIPPED_BEFORE_CONNECTION:
    'It was shipped before this shop was connected; a backfill imports it.',
  BEFORE_CONNECTION: 'It was placed before this shop was connected; a backfill imports it.',
  IMPORT_OFF: 'The import is switched off; Export creates this one order all the same.',
  WATCHING: 'Crossdock only watches: it decided, wrote down what it would do, and did nothing.',
  DISMISSED: 'A person chose to leave this order; Export takes it up again.',
  WAITING_FOR_ADDRESS:
    'Amazon has not sent the shipping address yet; it goes on without it in the end.',
  LOOK_BEFORE_CREATE: 'Before the order is created, Shopify is asked whether it has it already.',
  LOOK_AFTER_UNCLEAR: 'An earlier create had no clear answer; Shopify is asked what came of it.',
  SETTLING:
    'An earlier create had no clear answer; only after some time does its absence prove anything.',
  SHOP_LIMIT: 'Shopify takes only a few new orders a minute from this shop; it is tried again.',
  CREATE: 'Everything fits: the order is created in Shopify.',
  FORCED_BY_PERSON: 'A person had it created although stock is short.',
  CLAIM_BEFORE_SHIP_BY:
    'Ship-by is near and the sale is a fact: it is created although stock is short.',
  FOUND_OUR_OWN: 'The earlier create had worked after all: its order was found in Shopify.',
  ADOPT: 'Another app had created the same order; it agrees in every point and is taken over.',
  CHECK_LOCATION: 'The order is in Shopify; it is checked from which location its goods leave.',
  MOVE_TO_CHOSEN_LOCATION: 'Shopify placed it at a location that is not chosen; it is moved.',
  IMPORTED: 'The order is in Shopify.',
  ADOPTED: 'The order is in Shopify; another app had created it, and Crossdock has taken it over.',
  DELETED_IN_SHOPIFY:
    'The order was in Shopify and has been deleted there; only an export creates it again.',
}

/** Of every concern. */
export const reasonTexts: Readonly<Record<ReasonCode, string>> = {
  ...importReasonTexts,
  ...lifeReasonTexts,
  ...shipmentReasonTexts,
  ...cancellationReasonTexts,
  ...refundReasonTexts,
  ...returnReasonTexts,
  ...changeReasonTexts,
  ...solicitationReasonTexts,
  ...purgeReasonTexts,
}
