/**
 * Every reason code that a decision may give. A hold needs a person (or a change in the world) and
 * has a text, a fix and a page in docs/operating/problems/.
 */
import type { CancellationHold, CancellationReason } from '../cancellations/reasons.ts'
import type { ChangeHold, ChangeReason } from '../changes/reasons.ts'
import type { LifeHold, LifeReason } from '../life/reasons.ts'
import type { PurgeHold, PurgeReason } from '../purge/reasons.ts'
import type { RefundHold, RefundReason } from '../refunds/reasons.ts'
import type { ReturnHold, ReturnReason } from '../returns/reasons.ts'
import type { ShipmentHold, ShipmentReason } from '../shipments/reasons.ts'
import type { SolicitationReason } from '../solicitations/reasons.ts'

export type ReasonCode =
  | LifeReason
  | ShipmentReason
  | CancellationReason
  | RefundReason
  | ReturnReason
  | ChangeReason
  | SolicitationReason
  | PurgeReason
  | ImportReason

export type ImportReason =
  | 'AMAZON_NOT_READ'
  | 'AMAZON_BEHIND_EVENT'
  | 'CATALOGUE_NOT_READ'
  | 'NOT_ON_AMAZON'
  | 'PENDING'
  | 'CANCELLED_BEFORE_IMPORT'
  | 'NOT_AN_AMAZON_SALE'
  | 'MARKETPLACE_NOT_CHOSEN'
  | 'FBA_LISTED'
  | 'FBA_NOT_SHIPPED'
  | 'SHIPPED_BEFORE_CONNECTION'
  | 'BEFORE_CONNECTION'
  | 'IMPORT_OFF'
  | 'WATCHING'
  | 'DISMISSED'
  | 'WAITING_FOR_ADDRESS'
  | 'LOOK_BEFORE_CREATE'
  | 'LOOK_AFTER_UNCLEAR'
  | 'SETTLING'
  | 'SHOP_LIMIT'
  | 'CREATE'
  | 'FORCED_BY_PERSON'
  | 'CLAIM_BEFORE_SHIP_BY'
  | 'FOUND_OUR_OWN'
  | 'ADOPT'
  | 'CHECK_LOCATION'
  | 'MOVE_TO_CHOSEN_LOCATION'
  | 'IMPORTED'
  | 'ADOPTED'
  | 'DELETED_IN_SHOPIFY'

export type HoldCode =
  | LifeHold
  | ShipmentHold
  | CancellationHold
  | RefundHold
  | ReturnHold
  | ChangeHold
  | PurgeHold
  | ImportHold

export type ImportHold =
  | 'UNKNOWN_VALUE'
  | 'UNREADABLE_ORDER'
  | 'AMAZON_BEHIND_EVENT'
  | 'SKU_UNMAPPED'
  | 'SKU_AMBIGUOUS'
  | 'MONEY_DOES_NOT_ADD_UP'
  | 'PAID_REPLACEMENT'
  | 'PARTLY_SHIPPED'
  | 'UNABLE_TO_RESERVE_INVENTORY'
  | 'SHOPIFY_REFUSED'
  | 'ADOPTION_UNCLEAR'
  | 'LOCATION_NOT_CHOSEN'
  | 'BACKFILL_NOT_VISIBLE'
  | 'DOUBLED_EFFECT'

export type { HoldDetail } from './hold-text.ts'
