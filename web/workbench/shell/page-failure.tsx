import { isProblem } from '../../ui/client/problem.ts'
import { useText } from '../i18n/text.tsx'
import { NotFound } from './not-found.tsx'
import { ProblemNote } from './problem-note.tsx'

/** A page that failed to load or to draw; what was typed is in the drafts. */
export function PageFailure(props: { error: unknown }) {
  const { t } = useText()
  if (isProblem(props.error) && props.error.status === 404) return <NotFound />
  return (
    <section className="empty">
      <h1>{t('common.brokenTitle')}</h1>
      {isProblem(props.error) ? <ProblemNote error={props.error} /> : <p>{t('common.brokenText')}</p>}
      <button type="button" className="button" onClick={() => location.reload()}>
        {t('common.reload')}
      </button>
    </section>
  )
}
