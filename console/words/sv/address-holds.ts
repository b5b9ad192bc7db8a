/** Stopp om adresser, köparens uppgifter och våra egna pauser i Shopify. */
export const addressHolds = {
  SHOP_HOLD_STANDS: {
    title: 'Vår paus står kvar i Shopify',
    what: 'Shopify tog inte tillbaka den, så ordern kan inte skickas.',
    fix: 'Släpp leveransen i Shopify admin, så försvinner detta. Eller skicka en gång till här.',
  },
  ADDRESS_WRITTEN: {
    title: 'Adressen ändrades, och Shopify har den nya',
    what: 'Amazon visar en annan adress. Den står nu i Shopify-ordern; summa och plats är som förut.',
    fix: 'Se på etiketter som redan är utskrivna och släpp den sedan här. Shopify håller den till dess.',
  },
  ADDRESS_MOVES_ORDER: {
    title: 'Den nya adressen ändrade mer än adressen',
    what: 'Den nya adressen står i Shopify-ordern, och Shopify räknade om den. Amazon debiterade som förut.',
    fix: 'Rätta plats och skatt i Shopify-ordern där det betyder något för dig och släpp den sedan här. Shopify håller den till dess.',
  },
  PURGE_ORDER_OPEN: {
    title: 'En köpares uppgifter ska bort, och ordern är ännu öppen',
    what: 'Amazons 30 dagar är över, men Shopify-ordern är varken skickad eller annullerad.',
    fix: 'Skicka eller annullera ordern i Shopify; uppgifterna försvinner sedan av sig själva. Godkänn tar bort dem nu ändå; avfärda överlåter det till dig.',
  },
  PURGE_REFUSED: {
    title: 'Shopify vägrade ta bort en köpares uppgifter',
    what: 'Shopify sade nej och visar dem ännu.',
    fix: 'Ta bort namn, adress, telefon och gåvohälsningar ur Shopify-ordern och dess kund för hand och avfärda, eller skicka en gång till.',
  },
  PURGE_NOT_SHOWN: {
    title: 'Shopify visar ännu en köpares uppgifter',
    what: 'Shopify ombads ta bort dem och visar dem ännu.',
    fix: 'Se på ordern i Shopify. Ta bort det som står där för hand och avfärda, eller skicka en gång till.',
  },
}
