import { fieldPath, isProblem } from '../../../../ui/client/problem.ts'
import { useText } from '../../../i18n/text.tsx'
import { ProblemNote } from '../../../shell/problem-note.tsx'
import { fieldName } from './labels.ts'

/** Why a scenario was not taken, and each of its fields that is to blame, by name; `onGo` leads to the field. */
export function Refused(props: { error: unknown; onGo?: (path: string) => void }) {
  const { t } = useText()
  const faults = isProblem(props.error) ? (props.error.problem.errors ?? []) : []
  const rows = faults.flatMap((fault) => {
    const path = fieldPath(fault.path)
    const key = fieldName(path)
    return key ? [{ path, label: t(key), message: fault.message }] : []
  })
  return (
    <>
      <ProblemNote error={props.error} />
      {rows.length > 0 ? (
        <ul className="stack tight">
          {rows.map(({ path, label, message }) => (
            <li key={`${path} ${message}`}>
              {props.onGo ? (
                <button type="button" className="link" onClick={() => props.onGo?.(path)}>
                  {label}
                </button>
              ) : (
                <strong>{label}</strong>
              )}{' '}
              {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
