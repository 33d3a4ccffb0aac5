import { useRef, useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import { hrefOf, send } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** One file that proves the appeal: uploaded at once, hung on it when it is handed in. */
export function ProofFile(props: {
  file: { id: string; name: string } | null
  error: string | undefined
  onChange: (file: { id: string; name: string } | null) => void
}) {
  const { t } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)

  async function upload(file: File) {
    setBusy(file.name)
    setProblem(null)
    try {
      const { data } = await send(fileRoutes.upload, { body: file })
      props.onChange({ id: data.id, name: data.name })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(null)
    }
  }

  return (
    <div className="form-field">
      <span className="label">{t('evaluations.file')}</span>
      {props.file ? (
        <p className="row wrap">
          <a className="breakable" href={hrefOf(fileRoutes.download, { params: { id: props.file.id } })}>
            {props.file.name}
          </a>
          <button type="button" className="link" onClick={() => props.onChange(null)}>
            {t('common.remove')}
          </button>
        </p>
      ) : busy ? (
        <p className="row wrap" role="status">
          {t('form.uploading', { name: busy })}
          <progress aria-label={busy} />
        </p>
      ) : (
        <div>
          <input
            ref={picker}
            type="file"
            className="unseen"
            tabIndex={-1}
            aria-label={t('evaluations.attach')}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void upload(file)
            }}
          />
          <button type="button" className="button" onClick={() => picker.current?.click()}>
            {t('evaluations.attach')}
          </button>
        </div>
      )}
      {props.error ? <p className="field-error">{props.error}</p> : null}
      <ProblemNote error={problem} />
    </div>
  )
}
