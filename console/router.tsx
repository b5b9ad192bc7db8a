/** The addresses of the console. Each page is loaded when it is opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { Frame } from './frame/frame.tsx'
import { Missing } from './frame/missing.tsx'
import { readListAddress } from './orders/list-address.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
})
const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  validateSearch: readListAddress,
  component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
})
const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId',
  validateSearch: readListAddress,
  component: lazyRouteComponent(() => import('./order/order-page.tsx'), 'OrderPage'),
})
const mapping = createRoute({
  getParentRoute: () => root,
  path: '/mapping',
  validateSearch: (asked: Record<string, unknown>) => ({
    ...(typeof asked.sku === 'string' ? { sku: asked.sku } : {}),
    ...(asked.show === 'all' ? { show: 'all' as const } : {}),
  }),
  component: lazyRouteComponent(() => import('./mapping/mapping-page.tsx'), 'MappingPage'),
})
const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/quarantine',
  component: lazyRouteComponent(() => import('./quarantine/quarantine-page.tsx'), 'QuarantinePage'),
})
const stock = createRoute({
  getParentRoute: () => root,
  path: '/stock',
  component: lazyRouteComponent(() => import('./stock/stock-page.tsx'), 'StockPage'),
})
const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  component: lazyRouteComponent(() => import('./activity/activity-page.tsx'), 'ActivityPage'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  // How one comes back from a platform that was asked to let us in.
  validateSearch: (asked: Record<string, unknown>) => ({
    ...(asked.door === 'amazon' || asked.door === 'shopify' ? { door: asked.door } : {}),
    ...(asked.result === 'ok' || asked.result === 'refused' ? { result: asked.result } : {}),
    ...(typeof asked.code === 'string' ? { code: asked.code } : {}),
  }),
  component: lazyRouteComponent(() => import('./setup/setup-page.tsx'), 'SetupPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
})
const keys = createRoute({
  getParentRoute: () => root,
  path: '/settings/keys',
  component: lazyRouteComponent(() => import('./people/keys-page.tsx'), 'KeysPage'),
})
const notices = createRoute({
  getParentRoute: () => root,
  path: '/settings/notices',
  component: lazyRouteComponent(() => import('./settings/notices-page.tsx'), 'NoticesPage'),
})
const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyRouteComponent(() => import('./people/me-page.tsx'), 'MePage'),
})
const pickList = createRoute({
  getParentRoute: () => root,
  path: '/pick-list',
  validateSearch: (asked: Record<string, unknown>) => ({
    orders: typeof asked.orders === 'string' ? asked.orders : '',
  }),
  component: lazyRouteComponent(() => import('./orders/pick-list-page.tsx'), 'PickListPage'),
})
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./sign-in/welcome-page.tsx'), 'WelcomePage'),
})

export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([
      ...[overview, orders, order, mapping, quarantine, stock, activity, setup],
      ...[settings, people, keys, notices, me, pickList, welcome],
    ]),
    defaultPreload: 'intent',
    search: { strict: true },
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
