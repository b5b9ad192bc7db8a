/** Starts the console in the page: words first, then the pages. */
import '@fontsource-variable/archivo/wdth.css'
import './look/tokens.css'
import './look/base.css'
import './look/page.css'
import './look/controls.css'
import './look/marks.css'
import './look/tables.css'
import './look/stations.css'
import './look/frame.css'
import './look/frame-narrow.css'
import './look/dialogs.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem } from './api/call.ts'
import { sessionQuery } from './api/session.ts'
import { applyLook } from './frame/preferences.ts'
import { createConsoleRouter } from './router.tsx'
import { startWords } from './words/start-words.ts'

const onError = (error: unknown) => {
  const signedOut = error instanceof ApiProblem && error.code === 'UNAUTHENTICATED'
  if (signedOut) void queries.invalidateQueries(sessionQuery)
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused is refused again; what did not answer may.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
})

applyLook()
// Beside the words, not after them.
void queries.prefetchQuery(sessionQuery)
await startWords()
const place = document.getElementById('console')
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={createConsoleRouter()} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
