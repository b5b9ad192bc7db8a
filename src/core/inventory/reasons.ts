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
