import { useUi } from '../../../../ui/context.tsx'
import { minuteOf } from '../../../../ui/format.ts'
import { useText } from '../../../i18n/text.tsx'
import { useScenarioForm } from './context.tsx'

/** Whether what is typed is on the server; read out politely when it changes. */
export function SaveState() {
  const { t } = useText()
  const { timeZone } = useUi()
  const { form, scenario } = useScenarioForm()
  const bad = form.status === 'refused' || form.status === 'conflict' || form.status === 'offline'
  return (
    <p className={`save-state ${bad ? 'tone-sand' : form.status === 'clean' ? 'tone-pine' : 'quiet'}`} role="status">
      {sentence()}
    </p>
  )

  function sentence(): string {
    switch (form.status) {
      case 'clean':
        if (!scenario) return t('form.statusNew')
        if (!form.savedAt) return t('form.statusClean')
        return t('form.statusCleanAt', { time: minuteOf(new Date(form.savedAt), timeZone).slice(11) })
      case 'dirty':
        return scenario || form.value.title.trim() ? t('form.statusDirty') : t('form.statusNew')
      case 'saving':
        return t('form.statusSaving')
      case 'offline':
        return t('form.statusOffline')
      case 'refused':
        return t('form.statusRefused')
      case 'conflict':
        return t('form.statusConflict')
    }
  }
}
