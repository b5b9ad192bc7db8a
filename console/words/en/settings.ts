/** Settings: each with the effect of each choice in a sentence; lanes; the dry run. */
export const settings = {
  settings: {
    title: 'How orders cross',
    say: 'Every choice says what it does. Nothing changes until you save, and then only for orders decided after that.',
    on: 'On',
    off: 'Off',
    untilNow: 'Until now: {{value}}.',
    putBack: 'Put back',
    saving: 'Saving…',
    save_one: 'Save {{count}} change',
    save_other: 'Save {{count}} changes',
    discard: 'Discard',
    pages: {
      cross: 'How orders cross',
      notices: 'Notifications',
      people: 'People',
      keys: 'API keys',
    },
    groups: { import: 'Import', shipping: 'Fulfilment', stock: 'Stock' },
    dry: {
      title: 'Dry run on your last orders',
      say: 'With these settings, of your last {{days}} days’ {{orders}} orders {{imported}} import and {{held}} hold.',
      becomes: 'Becomes',
      orders: 'orders',
      change: 'change',
    },
    of: {
      import: {
        on: {
          title: 'Bring Amazon’s orders into Shopify',
          does: {
            true: 'Each order is created in Shopify by itself, within a minute of its payment.',
            false:
              'Orders still show here, and you can send each by hand. None is created by itself.',
          },
        },
        unmapped: {
          title: 'When a product is not linked',
          word: { hold: 'Hold the order', 'custom-line': 'Import as a text line' },
          does: {
            hold: 'Only that order waits, in Mapping. The others go on.',
            'custom-line':
              'The order goes in with Amazon’s words as a text line. No stock is taken for it.',
          },
        },
        mappingFirst: {
          title: 'Your own links count first',
          does: {
            true: 'Your links, then the same SKU, then title and variation. Never a guess.',
            false: 'The same SKU, then title and variation, then your links. Never a guess.',
          },
        },
        customer: {
          title: 'Buyer as customer in Shopify',
          word: { none: 'No customer', name: 'Customer with a name' },
          does: {
            none: 'No customer is made, and no mail is ever sent to the buyer.',
            name: 'A customer with the name only is made. No mail is ever sent to the buyer.',
          },
        },
        addressWaitMinutes: {
          title: 'Wait for the address',
          effect:
            'An order whose address has not come waits {{value}} minutes for it, then goes in without.',
        },
      },
      fulfillment: {
        fba: {
          title: 'Orders that Amazon ships (FBA)',
          word: { list: 'List here only', import: 'Bring in as shipped' },
          does: {
            list: 'They are listed here and never created in Shopify.',
            import:
              'They arrive in Shopify as already shipped, tagged Amazon FBA, and take no stock.',
          },
        },
        outside: {
          title: 'When Shopify picks another location',
          word: { move: 'Move it', hold: 'Hold the order' },
          does: {
            move: 'The order is moved to a location that you chose, where one has the goods.',
            hold: 'The order is held, and you decide from where it leaves.',
          },
        },
      },
      ship: {
        withoutTracking: {
          title: 'A parcel without a tracking number',
          word: { hold: 'Hold it', confirm: 'Tell Amazon all the same' },
          does: {
            hold: 'Amazon is told once you add the number.',
            confirm: 'Amazon is told without a number, and counts that against you.',
          },
        },
        askBeforeShipping: {
          title: 'Check messages before shipping',
          word: { never: 'Never', flagged: 'When there is something', always: 'Always' },
          does: {
            never: 'No order waits for you to read messages.',
            flagged:
              'Orders with a gift message, a wish or a cancellation wait until you have read it.',
            always: 'Every order waits until you say that its messages are checked.',
          },
        },
        primeForeignLabel: {
          title: 'Prime, shipped with another label',
          word: { ask: 'Ask me', confirm: 'Tell Amazon' },
          does: {
            ask: 'You say for each whether Amazon is told.',
            confirm: 'Amazon is told at once; it may count against your Prime figures.',
          },
        },
        showShipBy: {
          title: 'Show Amazon’s ship-by in Shopify',
          does: {
            true: 'Each open order carries Amazon’s ship-by as its deadline in Shopify.',
            false: 'Deadlines in Shopify stay as your shop sets them.',
          },
        },
      },
      cancel: {
        buyerRequests: {
          title: 'A buyer asks to cancel',
          word: { ask: 'Pause and ask me', accept: 'Accept' },
          does: {
            ask: 'Shopify is told to wait. You accept or refuse with one press.',
            accept: 'What has not left is cancelled on both sides at once.',
          },
        },
        restock: {
          title: 'Put cancelled units back',
          does: {
            true: 'An order cancelled on Amazon gives its units back to your stock.',
            false: 'Your stock stays as it is.',
          },
        },
        direct: {
          title: 'Cancel whole orders by direct call',
          does: {
            true: 'A whole order is cancelled on Amazon at once, where Amazon offers your account that call; else by feed.',
            false: 'Cancellations go to Amazon by feed, within minutes.',
          },
        },
      },
      refund: {
        marketplaceTax: {
          title: 'Refund tax that Amazon collected',
          does: {
            true: 'The tax that Amazon collected itself is refunded with the goods.',
            false: 'Amazon sees to its own tax; only your part is refunded.',
          },
        },
      },
      feedback: {
        on: {
          title: 'Ask buyers for a review',
          does: {
            true: 'Amazon asks each buyer once, some days after the delivery, never after a return.',
            false: 'Nobody is asked.',
          },
        },
      },
      returns: {
        mirror: {
          title: 'Open Amazon’s returns in Shopify',
          does: {
            true: 'A return that was approved on Amazon is opened in Shopify. It moves no money.',
            false: 'Returns are shown here and not written into Shopify.',
          },
        },
      },
      stock: {
        whenShort: {
          title: 'When Shopify has too little stock',
          word: {
            refuse: 'Hold the order',
            'claim-anyway': 'Import, stock below zero',
            bypass: 'Leave stock alone',
          },
          does: {
            refuse:
              'The order waits as “Unable to reserve inventory” and goes in by itself once there is stock.',
            'claim-anyway':
              'The order goes in anyway and stock goes below zero. You may sell what you don’t have.',
            bypass: 'The order goes in and takes no stock. You count by yourself.',
          },
        },
      },
    },
    lanes: {
      title: 'Lanes',
      say: 'from watching to live, one by one',
      watch: 'Watches',
      live: 'Live',
      import: { title: 'Orders into Shopify' },
      ship: { title: 'Parcels to Amazon' },
      cancel: { title: 'Cancellations' },
      refund: { title: 'Refunds' },
      feedback: { title: 'Asking for reviews' },
      returns: { title: 'Returns into Shopify' },
      stock: { title: 'Stock to Amazon' },
      listings: { title: 'Prices and listings' },
      ask: { live: 'Let “{{name}}” go live?', watch: 'Let “{{name}}” only watch?' },
      would_one: '{{count}} order at once: {{what}}',
      would_other: '{{count}} orders at once: {{what}}',
      does: {
        live: 'From now on it is done, not only written down.',
        watch: 'From now on it is written down what would be done, and nothing is done.',
      },
      now: {
        live: 'What is decided is done.',
        watch: 'What would be done is written down; nothing is done.',
      },
      act: { live: 'Go live', watch: 'Only watch' },
    },
  },
}
