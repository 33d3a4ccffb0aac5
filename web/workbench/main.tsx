import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { isProblem } from '../ui/client/problem.ts'
import { createWorkbenchRouter } from './routes.tsx'
import { Preferences } from './shell/preferences.tsx'
import { SignInAgain } from './shell/sign-in-again.tsx'
import './workbench.css'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && (!isProblem(error) || error.mayRetry),
    },
  },
})
const router = createWorkbenchRouter(queries)

const root = document.getElementById('root')
if (!root) throw new Error('#root is missing')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Preferences>
        <RouterProvider router={router} />
        <SignInAgain />
      </Preferences>
    </QueryClientProvider>
  </StrictMode>,
)
