/** Vad ett lagersaldo väntar på, efter kod, och det enda som behöver göras. */
export const stockHolds = {
  LISTING_GONE: {
    title: 'Amazon visar inte annonsen längre',
    fix: 'Lägg upp den på Amazon igen, eller ta bort kopplingen om den inte längre säljs där.',
  },
  STOCK_REFUSED: {
    title: 'Amazon avvisade ett lagersaldo',
    fix: 'Läs vad Amazon säger, rätta annonsen på Amazon och reparera sedan SKU:n.',
  },
  STOCK_NOT_TAKEN: {
    title: 'Amazon tog emot ett lagersaldo men visar det inte',
    fix: 'Se på Amazon vad som hindrar annonsen från att visa saldot och reparera sedan SKU:n.',
  },
  STOCK_ANOTHER_WRITER: {
    title: 'Något annat ändrar ett lagersaldo på Amazon gång på gång',
    fix: 'Hitta det andra programmet som skriver lager till Amazon, stoppa det och reparera SKU:n.',
  },
}
