/** Inställningar: var och en med verkan av varje val i en mening; flöden; torrkörningen. */
export const settings = {
  settings: {
    title: 'Så går order över',
    say: 'Varje val säger vad det gör. Inget ändras förrän du sparar, och då bara för order som avgörs efter det.',
    on: 'På',
    off: 'Av',
    untilNow: 'Hittills: {{value}}.',
    putBack: 'Återställ',
    saving: 'Sparar…',
    save_one: 'Spara {{count}} ändring',
    save_other: 'Spara {{count}} ändringar',
    discard: 'Kasta',
    pages: {
      cross: 'Så går order över',
      notices: 'Aviseringar',
      people: 'Personer',
      keys: 'API-nycklar',
    },
    groups: { import: 'Import', shipping: 'Leverans', stock: 'Lager' },
    dry: {
      title: 'Torrkörning på dina senaste order',
      say: 'Med dessa inställningar skulle av de senaste {{days}} dagarnas {{orders}} order {{imported}} importeras och {{held}} stoppas.',
      becomes: 'Blir',
      orders: 'order',
      change: 'ändring',
    },
    of: {
      import: {
        on: {
          title: 'Ta in Amazons order i Shopify',
          does: {
            true: 'Varje order skapas i Shopify av sig själv, inom en minut efter betalningen.',
            false:
              'Order visas ändå här och du kan skicka var och en för hand. Ingen skapas av sig själv.',
          },
        },
        unmapped: {
          title: 'När en produkt inte är kopplad',
          word: { hold: 'Stoppa ordern', 'custom-line': 'Importera som textrad' },
          does: {
            hold: 'Bara den ordern väntar, under Koppling. De andra går vidare.',
            'custom-line': 'Ordern går in med Amazons ord som textrad. Inget lager tas för den.',
          },
        },
        mappingFirst: {
          title: 'Dina egna kopplingar räknas först',
          does: {
            true: 'Dina kopplingar, sedan samma SKU, sedan titel och variant. Aldrig en gissning.',
            false: 'Samma SKU, sedan titel och variant, sedan dina kopplingar. Aldrig en gissning.',
          },
        },
        customer: {
          title: 'Köparen som kund i Shopify',
          word: { none: 'Ingen kund', name: 'Kund med namn' },
          does: {
            none: 'Ingen kund skapas, och ingen post skickas någonsin till köparen.',
            name: 'En kund med bara namnet skapas. Ingen post skickas någonsin till köparen.',
          },
        },
        addressWaitMinutes: {
          title: 'Vänta på adressen',
          effect:
            'En order vars adress inte kommit väntar {{value}} minuter på den och går sedan in utan.',
        },
      },
      fulfillment: {
        fba: {
          title: 'Order som Amazon skickar (FBA)',
          word: { list: 'Visa bara här', import: 'Ta in som skickade' },
          does: {
            list: 'De visas här och skapas aldrig i Shopify.',
            import:
              'De kommer till Shopify som redan skickade, med etiketten Amazon FBA, och tar inget lager.',
          },
        },
        outside: {
          title: 'När Shopify väljer en annan plats',
          word: { move: 'Flytta den', hold: 'Stoppa ordern' },
          does: {
            move: 'Ordern flyttas till en plats som du valt, där någon har varorna.',
            hold: 'Ordern stoppas, och du avgör varifrån den lämnar.',
          },
        },
      },
      ship: {
        withoutTracking: {
          title: 'Ett kolli utan spårningsnummer',
          word: { hold: 'Stoppa det', confirm: 'Berätta för Amazon ändå' },
          does: {
            hold: 'Amazon får veta när du lägger till numret.',
            confirm: 'Amazon får veta utan nummer, och räknar det mot dig.',
          },
        },
        askBeforeShipping: {
          title: 'Läs meddelanden före avsändning',
          word: { never: 'Aldrig', flagged: 'När det finns något', always: 'Alltid' },
          does: {
            never: 'Ingen order väntar på att du läser meddelanden.',
            flagged: 'Order med gåvohälsning, önskemål eller annullering väntar tills du läst det.',
            always: 'Varje order väntar tills du säger att meddelandena är lästa.',
          },
        },
        primeForeignLabel: {
          title: 'Prime, skickad med en annan etikett',
          word: { ask: 'Fråga mig', confirm: 'Berätta för Amazon' },
          does: {
            ask: 'Du säger för var och en om Amazon ska få veta.',
            confirm: 'Amazon får veta genast; det kan räknas mot dina Prime-mått.',
          },
        },
        showShipBy: {
          title: 'Visa Amazons sista avsändningstid i Shopify',
          does: {
            true: 'Varje öppen order bär Amazons sista avsändningstid som sin tidsgräns i Shopify.',
            false: 'Tidsgränser i Shopify förblir som din butik sätter dem.',
          },
        },
      },
      cancel: {
        buyerRequests: {
          title: 'En köpare ber att få annullera',
          word: { ask: 'Pausa och fråga mig', accept: 'Godta' },
          does: {
            ask: 'Shopify får vänta. Du godtar eller avböjer med ett tryck.',
            accept: 'Det som inte har lämnat annulleras genast på båda sidor.',
          },
        },
        restock: {
          title: 'Lägg tillbaka annullerade enheter',
          does: {
            true: 'En order som annullerats på Amazon ger enheterna tillbaka till ditt lager.',
            false: 'Ditt lager förblir som det är.',
          },
        },
        direct: {
          title: 'Annullera hela order genom direkt anrop',
          does: {
            true: 'En hel order annulleras genast på Amazon där Amazon erbjuder ditt konto det anropet; annars genom ett flöde.',
            false: 'Annulleringar går till Amazon genom ett flöde, inom minuter.',
          },
        },
      },
      refund: {
        marketplaceTax: {
          title: 'Återbetala skatt som Amazon tog in',
          does: {
            true: 'Skatten som Amazon själv tog in återbetalas med varorna.',
            false: 'Amazon ser till sin egen skatt; bara din del återbetalas.',
          },
        },
      },
      feedback: {
        on: {
          title: 'Be köpare om ett omdöme',
          does: {
            true: 'Amazon frågar varje köpare en gång, några dagar efter leveransen, aldrig efter en retur.',
            false: 'Ingen blir frågad.',
          },
        },
      },
      returns: {
        mirror: {
          title: 'Öppna Amazons returer i Shopify',
          does: {
            true: 'En retur som godkänts på Amazon öppnas i Shopify. Den flyttar inga pengar.',
            false: 'Returer visas här och skrivs inte in i Shopify.',
          },
        },
      },
      stock: {
        whenShort: {
          title: 'När Shopify har för litet lager',
          word: {
            refuse: 'Stoppa ordern',
            'claim-anyway': 'Importera, lager under noll',
            bypass: 'Rör inte lagret',
          },
          does: {
            refuse:
              'Ordern väntar som ”Unable to reserve inventory” och går in av sig själv när det finns lager.',
            'claim-anyway':
              'Ordern går in ändå och lagret går under noll. Du kan sälja det du inte har.',
            bypass: 'Ordern går in och tar inget lager. Du räknar själv.',
          },
        },
      },
    },
    lanes: {
      title: 'Flöden',
      say: 'från bevakning till skarpt, ett i taget',
      watch: 'Bevakar',
      live: 'Skarpt',
      import: { title: 'Order till Shopify' },
      ship: { title: 'Kollin till Amazon' },
      cancel: { title: 'Annulleringar' },
      refund: { title: 'Återbetalningar' },
      feedback: { title: 'Frågor om omdöme' },
      returns: { title: 'Returer till Shopify' },
      stock: { title: 'Lager till Amazon' },
      listings: { title: 'Priser och erbjudanden' },
      ask: { live: 'Låta ”{{name}}” gå skarpt?', watch: 'Låta ”{{name}}” bara bevaka?' },
      would_one: '{{count}} order genast: {{what}}',
      would_other: '{{count}} order genast: {{what}}',
      does: {
        live: 'Från nu görs det, inte bara skrivs upp.',
        watch: 'Från nu skrivs upp vad som skulle göras, och inget görs.',
      },
      now: { live: 'Det som avgörs görs.', watch: 'Det som skulle göras skrivs upp; inget görs.' },
      act: { live: 'Gå skarpt', watch: 'Bara bevaka' },
    },
  },
}
