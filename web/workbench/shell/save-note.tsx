import type { Form } from '../../ui/client/autosave.ts'
import { useUi } from '../../ui/context.tsx'
import { minuteOf } from '../../ui/format.ts'
import type { MessageKey } from '../i18n/text.tsx'
import { useText } from '../i18n/text.tsx'

const sentences: Readonly<Record<Exclude<Form<object>['status'], 'clean'>, MessageKey>> = {
  dirty: 'form.statusDirty',
  saving: 'form.statusSaving',
  offline: 'form.statusOffline',
  refused: 'form.statusRefused',
  conflict: 'form.statusConflict',
}

/** Whether what is typed is on the server; `waiting` is said while there is too little to keep. */
export function SaveNote<V extends object>(props: { form: Form<V>; waiting?: string | null }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const { status, savedAt } = props.form
  const waits = props.waiting && (status === 'clean' || status === 'dirty')
  const tone = waits
    ? 'quiet'
    : status === 'clean'
      ? 'tone-pine'
      : status === 'dirty' || status === 'saving'
        ? 'quiet'
        : 'tone-sand'
  const sentence = waits
    ? props.waiting
    : status !== 'clean'
      ? t(sentences[status])
      : savedAt
        ? t('form.statusCleanAt', { time: minuteOf(new Date(savedAt), timeZone).slice(11) })
        : t('form.statusClean')
  return (
    <p className={`save-state ${tone}`} role="status">
      {sentence}
    </p>
  )
}
