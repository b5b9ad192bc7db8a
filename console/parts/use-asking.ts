/** An act that is on its way or was refused: for forms and buttons that ask no question first. */
import { useState } from 'react'
import { ApiProblem } from '../api/call.ts'

export function useAsking() {
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  /** Answers false when it was refused; the problem is then shown where it was asked. */
  const ask = async (act: () => Promise<unknown>): Promise<boolean> => {
    setRunning(true)
    setProblem(null)
    try {
      await act()
      return true
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}))
      return false
    } finally {
      setRunning(false)
    }
  }
  return { isRunning, problem, ask, forget: () => setProblem(null) }
}
