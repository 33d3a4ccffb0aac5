import type { Problem } from '../../../contracts/common.ts'

/** What the API refused, or `network` when it could not be reached. `code` is the stable code of contracts/errors.ts. */
export class ApiProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ApiProblem'
    this.problem = problem
  }
  get code(): string {
    return this.problem.code
  }
  get status(): number {
    return this.problem.status
  }
  /** The server may not have received it, or did not get to an answer: the same request may be sent again. */
  get mayRetry(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }
}

/** The request did not reach the server or its answer did not reach us. */
export function networkProblem(cause: unknown): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'network',
    status: 0,
    code: 'network',
    detail: cause instanceof Error ? cause.message : 'network',
    traceId: '',
  })
}

/** An answer that is no problem document: a proxy's page, an empty body. Keeps the status. */
export function unreadableProblem(status: number): ApiProblem {
  const code = status >= 500 ? 'unavailable' : status === 401 ? 'unauthenticated' : 'invalid_request'
  return new ApiProblem({ type: 'about:blank', title: code, status, code, detail: '', traceId: '' })
}

export function isProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem
}

/** `errors[].path` in one spelling: `/openings/0/text`, `openings[0].text` and `body.openings.0.text` are the same field. */
export function fieldPath(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replaceAll('/', '.')
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/^body\./, '')
}

/** Messages by field path; the first of a field wins. */
export function fieldMessages(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {}
  const found: Record<string, string> = {}
  for (const fault of error.problem.errors ?? []) found[fieldPath(fault.path)] ??= fault.message
  return found
}
