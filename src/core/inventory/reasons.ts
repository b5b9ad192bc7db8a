/** Why a SKU is where it is: codes that console, API and CLI print alike, with their texts. */
export const stockReasons = {
  FULFILLED_BY_AMAZON: 'Amazon ships it: its figure is Amazon’s own and is never written.',
  SHOP_STOCK_UNREAD: 'The shop’s stock is read.',
  SHOP_STOCK_OLDER: 'What was read is older than the figure that stands: it is read again.',
  AMAZON_FIGURE_UNREAD: 'Amazon is asked what it shows.',
  SOLD_ON_AMAZON: 'Amazon sold units since it was last asked: it is asked what it shows now.',
  STOCK_WATCHED: 'The stock lane watches: nothing is sent.',
  STOCK_DIFFERS: 'Amazon shows another figure than the shop’s stock allows.',
  STOCK_NOT_SHOWN: 'Amazon took the figure and does not show it: it is sent once more.',
  STOCK_SENT: 'The figure was sent; Amazon is asked whether it shows it.',
  IN_A_FEED: 'The figure is in a feed that Amazon has not finished.',
  IN_STEP: 'Amazon shows what the shop’s stock allows.',
} as const

export type StockReason = keyof typeof stockReasons

export const stockHolds = {
  STOCK_UNKNOWN: 'What the shop has of it is not known, so nothing is written.',
  LISTING_GONE: 'Amazon shows no such listing any more.',
  STOCK_REFUSED: 'Amazon refused the figure.',
  STOCK_NOT_TAKEN: 'Amazon took the figure twice and still shows another.',
  STOCK_ANOTHER_WRITER: 'Something else keeps changing this figure on Amazon.',
  STOCK_MASS_CHANGE: 'Too many figures would change at once: a person looks first.',
} as const

export type StockHold = keyof typeof stockHolds

/** The one thing to do about it. */
export const stockFixes: Readonly<Record<StockHold, string>> = {
  STOCK_UNKNOWN:
    'Link the SKU, have Shopify track the variant, or choose a location that stocks it.',
  LISTING_GONE: 'List it again on Amazon, or remove its link if it is no longer sold there.',
  STOCK_REFUSED:
    'Read what Amazon says of it, put the listing right on Amazon, then repair the SKU.',
  STOCK_NOT_TAKEN:
    'See the listing on Amazon: what keeps it from showing the figure? Then repair it.',
  STOCK_ANOTHER_WRITER:
    'Find the other program that writes stock to Amazon and stop it, then repair.',
  STOCK_MASS_CHANGE: 'Look at the figures; let the run go if they are right.',
}

export function isStockHold(code: string): code is StockHold {
  return Object.hasOwn(stockHolds, code)
}
