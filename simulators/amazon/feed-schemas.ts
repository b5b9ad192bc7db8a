/**
 * The shapes of the two order feeds that the simulator reads: elements, order and words as developers' code generated
 * from Amazon's XSDs (OrderAcknowledgement.xsd, OrderAdjustment.xsd, amzn-envelope.xsd) has them; the XSDs are of MWS times.
 */
import type { XmlRule } from './xml-rules.ts'

const cancelReasons = [
  'NoInventory',
  'ShippingAddressUndeliverable',
  'CustomerExchange',
  'BuyerCanceled',
  'GeneralAdjustment',
  'CarrierCreditDecision',
  'RiskAssessmentInformationNotValid',
  'CarrierCoverageFailure',
  'CustomerReturn',
  'MerchandiseNotReceived',
]

const adjustmentReasons = [
  'NoInventory',
  'CustomerReturn',
  'GeneralAdjustment',
  'CouldNotShip',
  'DifferentItem',
  'Abandoned',
  'CustomerCancel',
  'PriceError',
  'ProductOutofStock',
  'CustomerAddressIncorrect',
  'Exchange',
  'Other',
  'CarrierCreditDecision',
  'RiskAssessmentInformationNotValid',
  'CarrierCoverageFailure',
  'TransactionRecord',
  'Undeliverable',
  'RefusedDelivery',
]

const componentTypes = [
  'Principal',
  'Shipping',
  'CODFee',
  'Tax',
  'ShippingTax',
  'RestockingFee',
  'RestockingFeeTax',
  'GiftWrap',
  'GiftWrapTax',
  'Surcharge',
  'ReturnShipping',
  'Goodwill',
  'ExportCharge',
  'COD',
  'CODTax',
  'Other',
  'FreeReplacementReturnShipping',
]

const orderIdForm = /^\d{3}-\d{7}-\d{7}$/
const wholeForm = /^[1-9]\d*$/

const component: XmlRule = {
  name: 'Component',
  many: true,
  holds: [
    { name: 'Type', words: componentTypes },
    { name: 'Amount', attribute: 'currency', form: /^-?\d+(\.\d+)?$/ },
  ],
}

const acknowledgement: XmlRule = {
  name: 'OrderAcknowledgement',
  holds: [
    { name: 'AmazonOrderID', form: orderIdForm },
    { name: 'MerchantOrderID', optional: true },
    { name: 'StatusCode', words: ['Success', 'Failure'] },
    {
      name: 'Item',
      optional: true,
      many: true,
      holds: [
        { name: 'AmazonOrderItemCode' },
        { name: 'MerchantOrderItemID', optional: true },
        { name: 'CancelReason', optional: true, words: cancelReasons },
      ],
    },
  ],
}

const adjustedItem: XmlRule = {
  name: 'AdjustedItem',
  many: true,
  holds: [
    { name: 'AmazonOrderItemCode' },
    { name: 'MerchantAdjustmentItemID', optional: true },
    { name: 'AdjustmentReason', words: adjustmentReasons },
    { name: 'ItemPriceAdjustments', optional: true, holds: [component] },
    {
      name: 'PromotionAdjustments',
      optional: true,
      many: true,
      holds: [
        { name: 'PromotionClaimCode', optional: true },
        { name: 'MerchantPromotionID', optional: true },
        component,
      ],
    },
    { name: 'QuantityCancelled', optional: true, form: wholeForm },
    { name: 'Quantity', optional: true, form: wholeForm },
  ],
}

const adjustment: XmlRule = {
  name: 'OrderAdjustment',
  holds: [
    { name: 'AmazonOrderID', form: orderIdForm },
    { name: 'ActionType', optional: true, words: ['Refund', 'Cancel'] },
    adjustedItem,
  ],
}

/** The envelope around messages of one type. */
function envelopeOf(message: XmlRule): XmlRule {
  return {
    name: 'AmazonEnvelope',
    holds: [
      {
        name: 'Header',
        holds: [{ name: 'DocumentVersion', form: /^1\.0[12]$/ }, { name: 'MerchantIdentifier' }],
      },
      { name: 'MessageType' },
      { name: 'MarketplaceName', optional: true },
      { name: 'PurgeAndReplace', optional: true },
      {
        name: 'Message',
        many: true,
        holds: [
          { name: 'MessageID', form: wholeForm },
          { name: 'OperationType', optional: true, words: ['Update', 'Delete', 'PartialUpdate'] },
          message,
        ],
      },
    ],
  }
}

export type FeedSchema = { readonly messageType: string; readonly envelope: XmlRule }

/** The feeds that the simulator applies, by their type. */
export const feedSchemas: Readonly<Record<string, FeedSchema>> = {
  POST_ORDER_ACKNOWLEDGEMENT_DATA: {
    messageType: 'OrderAcknowledgement',
    envelope: envelopeOf(acknowledgement),
  },
  POST_PAYMENT_ADJUSTMENT_DATA: {
    messageType: 'OrderAdjustment',
    envelope: envelopeOf(adjustment),
  },
}
