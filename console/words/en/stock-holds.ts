/** What a stock figure waits for, by code, and the one thing to do about it. */
export const stockHolds = {
  LISTING_GONE: {
    title: 'Amazon shows no such listing any more',
    fix: 'List it again on Amazon, or remove its link if you no longer sell it there.',
  },
  STOCK_REFUSED: {
    title: 'Amazon refused a stock figure',
    fix: 'Read what Amazon says of it, put the listing right on Amazon, then repair the SKU.',
  },
  STOCK_NOT_TAKEN: {
    title: 'Amazon took a stock figure and does not show it',
    fix: 'See on Amazon what keeps the listing from showing the figure, then repair the SKU.',
  },
  STOCK_ANOTHER_WRITER: {
    title: 'Something else keeps changing a stock figure on Amazon',
    fix: 'Find the other program that writes stock to Amazon and stop it, then repair the SKU.',
  },
}
