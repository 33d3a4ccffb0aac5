import { useRef, useState } from 'react'
import { fileRoutes } from '../../../../../contracts/files.ts'
import { hrefOf, send } from '../../../../ui/client/call.ts'
import { useText } from '../../../i18n/text.tsx'
import { ProblemNote } from '../../../shell/problem-note.tsx'
import { useScenarioForm } from './context.tsx'
import type { AttachmentRow } from './value.ts'

/** Files are uploaded at once and hang on the scenario with the next save. */
export function FilesSection() {
  const { t } = useText()
  return (
    <div className="stack" data-path="attachments">
      <p className="field-hint">{t('form.filesHint')}</p>
      <Files purpose="stamped_form" label={t('form.stampedForm')} />
      <Files purpose="material" label={t('form.material')} />
    </div>
  )
}

export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

function Files(props: { purpose: AttachmentRow['purpose']; label: string }) {
  const { t } = useText()
  const { autosave, form } = useScenarioForm()
  const picker = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const rows = form.value.attachments.filter((row) => row.purpose === props.purpose)

  async function upload(file: File) {
    stop.current = new AbortController()
    setBusy(file.name)
    setProblem(null)
    try {
      const { data } = await send(fileRoutes.upload, { body: file, signal: stop.current.signal })
      const row = { fileId: data.id, purpose: props.purpose, name: data.name, bytes: data.bytes }
      // What was typed or uploaded meanwhile is in the form by now, so the newest value is added to.
      autosave.set({ attachments: [...autosave.get().value.attachments, row] })
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setProblem(error)
    } finally {
      setBusy(null)
    }
  }

  return (
    <div className="form-field">
      <span className="label">{props.label}</span>
      <ul className="file-list">
        {rows.map((row) => (
          <li key={row.fileId} className="row">
            <a href={hrefOf(fileRoutes.download, { params: { id: row.fileId } })}>{row.name}</a>
            <span className="quiet figures">{sizeText(row.bytes)}</span>
            <button
              type="button"
              className="link"
              aria-label={t('form.removeFile', { name: row.name })}
              onClick={() =>
                autosave.set({ attachments: form.value.attachments.filter((other) => other.fileId !== row.fileId) })
              }
            >
              {t('common.remove')}
            </button>
          </li>
        ))}
      </ul>
      {busy ? (
        <p className="row" role="status">
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
            aria-label={`${t('form.upload')} ${props.label}`}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void upload(file)
            }}
          />
          <button type="button" className="button" onClick={() => picker.current?.click()}>
            {t('form.upload')}
          </button>
        </div>
      )}
      <ProblemNote error={problem} />
    </div>
  )
}
