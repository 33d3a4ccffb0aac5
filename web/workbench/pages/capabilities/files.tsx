import { useRef, useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import { hrefOf, send } from '../../../ui/client/call.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { sizeText } from '../scenarios/form/files-section.tsx'
import type { FileRow } from './value.ts'

/** Files are uploaded at once and hang on the capability with the next save. */
export function Files(props: {
  rows: readonly FileRow[]
  error?: string
  onAdd: (file: FileRow) => void
  onRemove: (id: string) => void
}) {
  const { t } = useText()
  const picker = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)

  async function upload(file: File) {
    stop.current = new AbortController()
    setBusy(file.name)
    setProblem(null)
    try {
      const { data } = await send(fileRoutes.upload, { body: file, signal: stop.current.signal })
      props.onAdd({ id: data.id, name: data.name, bytes: data.bytes })
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setProblem(error)
    } finally {
      setBusy(null)
    }
  }

  return (
    <div className="form-field" data-path="attachments">
      <span className="label">{t('capabilities.files')}</span>
      <p className="field-hint">{t('form.filesHint')}</p>
      <ul className="file-list">
        {props.rows.map((row) => (
          <li key={row.id} className="row wrap">
            <a className="breakable" href={hrefOf(fileRoutes.download, { params: { id: row.id } })}>
              {row.name}
            </a>
            <span className="quiet figures">{sizeText(row.bytes)}</span>
            <button
              type="button"
              className="link"
              aria-label={t('form.removeFile', { name: row.name })}
              onClick={() => props.onRemove(row.id)}
            >
              {t('common.remove')}
            </button>
          </li>
        ))}
      </ul>
      {busy ? (
        <p className="row wrap" role="status">
          {t('form.uploading', { name: busy })}
          <progress aria-label={busy} />
          <button type="button" className="link" onClick={() => stop.current?.abort()}>
            {t('form.stopUpload')}
          </button>
        </p>
      ) : (
        <div>
          <input
            ref={picker}
            type="file"
            className="unseen"
            tabIndex={-1}
            aria-label={t('form.upload')}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void upload(file)
            }}
          />
          <button
            type="button"
            className="button"
            disabled={props.rows.length >= 20}
            onClick={() => picker.current?.click()}
          >
            {t('form.upload')}
          </button>
        </div>
      )}
      {props.error ? <p className="field-error">{props.error}</p> : null}
      <ProblemNote error={problem} />
    </div>
  )
}
