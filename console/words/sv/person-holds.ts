/** Stopp som en människa satte. */
export const personHolds = {
  HELD_BY_PERSON: {
    title: 'Stoppad för hand',
    what: 'Någon har stoppat ordern.',
    fix: 'Släpp den när det är utrett. Amazons sista skickdag löper under tiden.',
  },
}
