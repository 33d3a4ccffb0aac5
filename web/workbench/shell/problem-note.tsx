import { isProblem } from '../../ui/client/problem.ts'
import { useText } from '../i18n/text.tsx'

/** What went wrong in one sentence, as the server says it; empty when nothing did. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useText()
  return (error) => {
    if (!isProblem(error)) return error ? t('common.brokenText') : ''
    if (error.code === 'network') return t('common.network')
    return error.problem.detail || error.problem.title
  }
}

export function ProblemNote(props: { error: unknown; retry?: () => void }) {
  const { t } = useText()
  const sentence = useProblemText()(props.error)
  if (!sentence) return null
  const traceId = isProblem(props.error) && props.error.status >= 500 ? props.error.problem.traceId : ''
  return (
    <div className="note note-bad" role="alert">
      <p>{sentence}</p>
      {traceId ? <p className="quiet">{t('common.traceId', { traceId })}</p> : null}
      {props.retry ? (
        <button type="button" className="link" onClick={props.retry}>
          {t('common.retry')}
        </button>
      ) : null}
    </div>
  )
}
