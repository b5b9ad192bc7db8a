/** Stopp efter kod. `what` är vad som hände, i ord; serverns mening med orderns siffror står bredvid. */
import { addressHolds } from './address-holds.ts'
import { personHolds } from './person-holds.ts'
import { stockHolds } from './stock-holds.ts'

export const holds = {
  ...addressHolds,
  ...personHolds,
  ...stockHolds,
  UNKNOWN_VALUE: {
    title: 'Amazon skickade ett värde som Crossdock inte känner',
    what: 'Ett fält i ordern har ett okänt värde.',
    fix: 'Se på ordern i Seller Central. Är det ett program som är okänt importerar Exportera den som en vanlig order; annars uppdatera Crossdock och rapportera värdet.',
  },
  UNREADABLE_ORDER: {
    title: 'Amazon skickade en order som inte går att läsa',
    what: 'Delar av ordern har en annan form än den kända.',
    fix: 'Uppdatera Crossdock; ordern läses igen av sig själv. Skicka den från Seller Central så länge.',
  },
  AMAZON_BEHIND_EVENT: {
    title: 'Amazon berättade om en order som den inte visar',
    what: 'Amazon meddelade ordern men visar den inte när vi frågar.',
    fix: 'Leta efter den i Seller Central. Den går vidare av sig själv så snart Amazon visar den.',
  },
  SKU_UNMAPPED: {
    title: 'Ingen produkt i Shopify för en SKU',
    what: 'Varken SKU, titel eller koppling hittar en produkt.',
    fix: 'Koppla SKU:n till en produkt, eller ge en produkt i Shopify denna SKU. Ordern går sedan vidare av sig själv.',
  },
  SKU_AMBIGUOUS: {
    title: 'Flera produkter i Shopify passar en SKU',
    what: 'SKU:n kan vara mer än en produkt.',
    fix: 'Koppla SKU:n till rätt produkt, eller gör SKU:erna i Shopify unika. Ordern går sedan vidare av sig själv.',
  },
  MONEY_DOES_NOT_ADD_UP: {
    title: 'Beloppen stämmer inte med summan',
    what: 'Amazons delar ger inte Amazons summa.',
    fix: 'Jämför ordern i Seller Central. Rättar Amazon den går den vidare av sig själv; annars för in den i Shopify för hand och lämna den här.',
  },
  PAID_REPLACEMENT: {
    title: 'En ersättningsorder med ett pris',
    what: 'Den ersätter en annan order, och en ersättning kostar annars inget.',
    fix: 'Se på båda orderna i Seller Central. Exportera importerar den som en vanlig, betald order; lämna den annars.',
  },
  PARTLY_SHIPPED: {
    title: 'En del av ordern skickades innan den kom till Shopify',
    what: 'Amazon visar en del som skickad.',
    fix: 'Skicka resten från Seller Central och lämna den här; eller exportera den och markera genast i Shopify det som har lämnat, utan avisering.',
  },
  UNABLE_TO_RESERVE_INVENTORY: {
    title: 'Unable to reserve inventory: lagret räcker inte',
    what: 'Shopify har färre än ordern behöver. Inget skapades i Shopify.',
    fix: 'Fyll på lagret i Shopify: ordern skapas sedan av sig själv, eller genast med Exportera. Exportera utan lager skapar den fast lagret inte räcker.',
  },
  SHOPIFY_REFUSED: {
    title: 'Shopify avvisade ordern',
    what: 'Shopify sade nej till ordern.',
    fix: 'Ändra det som Shopify nämner och använd sedan Exportera för att försöka igen.',
  },
  ADOPTION_UNCLEAR: {
    title: 'Shopify kan redan ha denna order',
    what: 'En order i Shopify liknar denna.',
    fix: 'Öppna den i Shopify. Godta den som samma order, låt en egen skapas, eller lämna.',
  },
  LOCATION_NOT_CHOSEN: {
    title: 'Shopify lade ordern på en annan plats',
    what: 'Varorna skulle lämna en plats som inte är vald.',
    fix: 'Flytta leveransen i Shopify, eller välj platsen i inställningarna. Lämna låter den stå.',
  },
  BACKFILL_NOT_VISIBLE: {
    title: 'Ordern är för gammal för att veta om Shopify har den',
    what: 'Shopify visar oss bara de senaste 60 dagarnas order.',
    fix: 'Ge behörigheten read_all_orders, eller titta i Shopify för hand och använd Exportera utan lager.',
  },
  DOUBLED_EFFECT: {
    title: 'Två Shopify-order för en Amazon-order',
    what: 'Båda bär denna Amazon-order.',
    fix: 'Annullera den ena i Shopify utan återbetalning och utan avisering, och radera den.',
  },
  SHIP_BY_24_HOURS: {
    title: 'Skicka inom 24 timmar',
    what: 'Amazon väntar sig att den lämnar snart.',
    fix: 'Skicka den och markera den i Shopify; Amazon får veta av sig själv.',
  },
  SHIP_BY_4_HOURS: {
    title: 'Skicka inom 4 timmar',
    what: 'Amazon väntar sig att den lämnar mycket snart.',
    fix: 'Skicka den nu och markera den i Shopify, eller be köparen om mer tid i Seller Central.',
  },
  SHIP_BY_OVER: {
    title: 'Sista avsändningstid är förbi',
    what: 'Amazon väntade sig att den skulle ha lämnat; den räknas som sen.',
    fix: 'Skicka den i dag och markera den i Shopify. Går det inte, annullera den i Shopify.',
  },
  SHIPPED_NOT_CONFIRMED: {
    title: 'Skickad här, okänd där',
    what: 'Den lämnade i Shopify för mer än 15 minuter sedan och Amazon vet det inte.',
    fix: 'Se vad som håller avsändningen: ett spårningsnummer som saknas, ett flöde som bara bevakar, eller ett nej. Dina mått lider tills Amazon vet.',
  },
  AUTO_CANCEL_NEAR: {
    title: 'Amazon kommer att annullera denna order',
    what: 'Utan bekräftelse annulleras den av Amazon och du får inte betalt.',
    fix: 'Skicka den och markera den i Shopify i dag. Har den redan lämnat, lägg till spårningsnumret.',
  },
  UNCONFIRMED_23_DAYS: {
    title: 'Inte bekräftad på 23 dagar',
    what: 'Det som inte bekräftas i tid betalas inte.',
    fix: 'Markera den i Shopify med spårningsnumret.',
  },
  UNCONFIRMED_28_DAYS: {
    title: 'Två dagar tills betalningen är förlorad',
    what: 'Det som inte bekräftas i tid betalas inte.',
    fix: 'Markera den i Shopify med spårningsnumret nu.',
  },
  UNCONFIRMED_30_DAYS: {
    title: 'Inte bekräftad inom 30 dagar',
    what: 'Tiden att bekräfta är slut; betalningen kan utebli.',
    fix: 'Fråga Seller Support om ordern ännu kan bekräftas.',
  },
  MONEY_QUARANTINED: {
    title: 'Pengar väntar på ditt ja',
    what: 'Händelsens ursprung är inte känt; inget skickas.',
    fix: 'Jämför båda sidor. Godkänn, så för Crossdock över det en gång; avfärda, så förblir det som det är.',
  },
  OWN_EFFECT_UNSETTLED: {
    title: 'Ett anrop av oss har inget tydligt svar än',
    what: 'Ett anrop är inte avgjort; inga pengar flyttas förrän det är det.',
    fix: 'Det löser sig inom minuter. Gör det inte det, se på ordern på båda sidor.',
  },
  TRACKING_MISSING: {
    title: 'Ett kolli utan spårning',
    what: 'Ett kolli lämnade i Shopify utan spårningsnummer.',
    fix: 'Lägg till spårningsnumret i Shopify; det bekräftas av sig självt. Utan nummer bekräftar inställningen det ändå, och Amazon räknar det mot din spårningsgrad.',
  },
  TRACKING_UNREADABLE: {
    title: 'Ett spårningsnummer som Amazon skulle avvisa',
    what: 'Spårningsnumret är inget nummer.',
    fix: 'Rätta numret i Shopify (bokstäver och siffror, ingen adress, ingen text); det bekräftas av sig självt.',
  },
  TRACKING_SPLIT_UNKNOWN: {
    title: 'Flera spårningsnummer på en leverans',
    what: 'Ingen vet vad som ligger i vilket kolli.',
    fix: 'Godkänn för att bekräfta allt under det första numret, eller dela leveransen i Shopify.',
  },
  SHIPMENT_NOT_TAKEN: {
    title: 'Amazon visar inte kollit',
    what: 'Amazon har fått veta det och visar ändå inget kolli.',
    fix: 'Se på ordern i Seller Central och bekräfta den där om den är öppen. Skicka en gång till upprepar det.',
  },
  SHIPMENT_REFUSED: {
    title: 'Amazon avvisade avsändningen',
    what: 'Amazon sade nej till bekräftelsen.',
    fix: 'Se på ordern i Seller Central. Skicka en gång till försöker igen.',
  },
  SHIPPED_ELSEWHERE: {
    title: 'Amazon känner dessa enheter under ett annat kolli',
    what: 'Shopify visar ett kolli, Amazon ett annat för samma enheter.',
    fix: 'Lämnade varorna två gånger, agera; skiljer sig bara numret, rätta det i Seller Central. Avfärda låter båda sidor stå.',
  },
  FULFILMENT_CANCELLED: {
    title: 'En leverans annullerades efter att Amazon fått veta',
    what: 'Den annullerades i Shopify; Amazon har kollit.',
    fix: 'Amazon kan inte ta tillbaka ett kolli. Skicka igen i Shopify med rätt nummer, eller gör upp med köparen. Avfärda sedan.',
  },
  CHECK_MESSAGES: {
    title: 'Läs meddelanden innan du skickar',
    what: 'Ordern har något att läsa först.',
    fix: 'Öppna ordern i Seller Central, läs vad köparen skrev och släpp den sedan här. Shopify håller den till dess.',
  },
  PRIME_FOREIGN_LABEL: {
    title: 'En Prime-order skickad utan Buy Shipping-etikett',
    what: 'Den skickades med en främmande etikett.',
    fix: 'Etiketter från Buy Shipping bekräftar sig själva. Godkänn om den främmande är avsedd; den räknas mot dina Prime-mått.',
  },
  SHIPPED_HERE_CANCELLED_THERE: {
    title: 'Skickad här, annullerad där',
    what: 'Kollit lämnade, och Amazon har annullerat ordern.',
    fix: 'Stoppa kollit om du kan, och tala med Amazon. Avfärda när det är klart.',
  },
  SHOP_FULFILMENT_REFUSED: {
    title: 'Shopify avvisade leveransen',
    what: 'Shopify sade nej till kollit.',
    fix: 'Markera ordern som skickad i Shopify för hand med Amazons spårningsnummer, eller skicka en gång till.',
  },
  ADOPTED_LINES_UNKNOWN: {
    title: 'En annan apps rader passar ingen Amazon-vara säkert',
    what: 'Shopify-ordern gjordes av en annan app och dess rader går inte att para ihop.',
    fix: 'Koppla Amazon-SKU:n till produkten, eller bekräfta kollit i Seller Central för hand; avfärda när båda sidor stämmer.',
  },
  BUYER_ASKS_TO_CANCEL: {
    title: 'Köparen ber att få annullera',
    what: 'Köparen vill inte ha ordern. Den är pausad i Shopify.',
    fix: 'Godta annullerar på båda sidor och räknas inte mot dig. Avböj låter den skickas. Shopify håller den till dess.',
  },
  CANCELLED_WITHOUT_REFUND: {
    title: 'Annullerad i Shopify utan återbetalning: ännu öppen på Amazon',
    what: 'En annullering behöver en återbetalning över 0. Inget skickades.',
    fix: 'Återbetala ordern i Shopify, så annulleras den på Amazon av sig själv, eller godkänn för att annullera den ändå. Skicka den annars.',
  },
  CANCEL_REFUSED: {
    title: 'Amazon avvisade annulleringen',
    what: 'Amazon sade nej till annulleringen.',
    fix: 'Se på ordern i Seller Central: den kan ha skickats. Skicka en gång till upprepar annulleringen; avfärda lämnar den.',
  },
  CANCEL_UNCLEAR: {
    title: 'Ingen vet om Amazon har annulleringen',
    what: 'Inget tydligt svar kom.',
    fix: 'Se på ordern i Seller Central. Är den annullerad där löser det sig. Annars skicka en gång till.',
  },
  CANCEL_NOT_SHOWN: {
    title: 'Amazon tog annulleringen och visar ordern som öppen',
    what: 'Rapporten säger att den gjordes, och ordern väntar ändå på att skickas.',
    fix: 'Se på ordern i Seller Central och annullera den där om den är öppen. Skicka en gång till upprepar det.',
  },
  SHOP_CANCEL_REFUSED: {
    title: 'Shopify avvisade annulleringen',
    what: 'Shopify sade nej till att annullera ordern.',
    fix: 'Amazon har annullerat den. Annullera den i Shopify för hand utan att skriva till köparen, eller skicka en gång till.',
  },
  PARTLY_CANCELLED_ON_AMAZON: {
    title: 'Amazon annullerade en del av ordern',
    what: 'Amazon väntar sig inte längre alla enheter.',
    fix: 'Ta bort dessa enheter ur Shopify-ordern innan du skickar, och avfärda sedan.',
  },
  REFUND_BEFORE_SHIPMENT: {
    title: 'Återbetald i Shopify innan den lämnade',
    what: 'Amazon debiterar vid avsändning och tar ingen återbetalning före den.',
    fix: 'Skicka den, så går återbetalningen av sig själv. Ska den inte lämna, annullera ordern i Shopify.',
  },
  REFUND_PART_OF_KIT: {
    title: 'Enheter togs tillbaka som Amazon inte kan annullera',
    what: 'Återbetalningen gäller en del av ett paket, eller fler enheter än Amazon väntar sig.',
    fix: 'Annullera enheterna i Seller Central och avfärda sedan.',
  },
  REFUND_WITHOUT_LINES: {
    title: 'En återbetalning som raderna inte förklarar',
    what: 'Ett belopp gick tillbaka i Shopify utan rader som förklarar det.',
    fix: 'Dela beloppet på det som det gällde. Godkänn skickar vårt förslag; lämna det, så står Amazon kvar.',
  },
  REFUND_OVER_CHARGE: {
    title: 'Mer återbetalades än Amazon debiterade',
    what: 'Beloppet i Shopify är större än det som är kvar på Amazon.',
    fix: 'Dela skickar ett mindre belopp; avfärda låter Amazon stå.',
  },
  REFUND_PARTIAL_UNSURE: {
    title: 'En del återbetalas medan Amazon kan ha gett tillbaka en del redan',
    what: 'Amazons bokföring ligger 48 timmar efter.',
    fix: 'Se på ordern i Seller Central. Godkänn skickar det; avfärda lämnar det. Med en aviseringskö är detta säkert av sig självt.',
  },
  REFUND_BOOKS_UNCLEAR: {
    title: 'Orderns bokföring går inte att läsa helt',
    what: 'Delar av bokföringen förstås inte.',
    fix: 'Jämför ordern i Seller Central. Godkänn skickar återbetalningen ändå, så långt Amazon tar den; avfärda lämnar den.',
  },
  ALREADY_REFUNDED: {
    title: 'Återbetalningen har misslyckats: redan återbetalad på Amazon',
    what: 'Köparen har redan fått pengarna från Amazon. Inget skickades.',
    fix: 'Avfärda om båda sidor menar samma återbetalning. Ska köparen få mer säger Dela hur mycket av vilken vara.',
  },
  AMAZON_REFUSED_REFUND: {
    title: 'Amazon avvisade återbetalningen',
    what: 'Återbetalningen har misslyckats: Amazon sade nej.',
    fix: 'Återbetala köparen i Seller Central; det löser sig när Amazon visar den. Skicka en gång till upprepar; avfärda lämnar den.',
  },
  REFUND_UNCLEAR: {
    title: 'Ingen vet om Amazon har återbetalningen',
    what: 'Inget tydligt svar kom.',
    fix: 'Se på ordern i Seller Central. Finns återbetalningen löser det sig. Annars skicka en gång till.',
  },
  REFUND_NOT_SEEN: {
    title: 'Amazon tog återbetalningen och visar den inte',
    what: 'Rapporten säger att den gjordes, och en vecka senare syns den inte.',
    fix: 'Se på ordern i Seller Central. Skicka en gång till upprepar; avfärda lämnar den.',
  },
  EXTERNAL_REFUND_NOT_RECORDABLE: {
    title: 'En återbetalning på Amazon kan inte skrivas upp i Shopify',
    what: 'Pengar gick tillbaka på Amazon.',
    fix: 'Vår bok räknar den. Skriv upp den i Shopify för hand om dina rapporter behöver den, och avfärda sedan.',
  },
  RETURN_NOT_MATCHED: {
    title: 'En retur på Amazon har inga skickade enheter i Shopify',
    what: 'Shopify visar inga sådana enheter som skickade.',
    fix: 'Markera ordern som skickad i Shopify om den har lämnat, eller öppna returen där för hand; avfärda sedan.',
  },
  RETURN_REFUSED: {
    title: 'Shopify avvisade returen',
    what: 'Shopify sade nej till att öppna returen.',
    fix: 'Öppna den i Shopify för hand och avfärda, eller skicka en gång till.',
  },
  ADDRESS_CHANGED: {
    title: 'Adressen ändrades på Amazon',
    what: 'Amazon visar en annan adress än när ordern kom till Shopify.',
    fix: 'Kopiera adressen från Seller Central till Shopify-ordern och släpp den sedan här. Shopify håller den till dess.',
  },
  LESS_ON_AMAZON: {
    title: 'Amazon väntar sig mindre än Shopify visar',
    what: 'Enheter togs bort, eller ett pris sänktes, på Amazon.',
    fix: 'Jämför antalen i Seller Central. Ta bort ur Shopify-ordern det som inte ska skickas, och avfärda sedan.',
  },
}
