import { Modal } from 'antd'
import type { MessageKey } from '../i18n/text.tsx'
import { useText } from '../i18n/text.tsx'

const keys: readonly (readonly [readonly string[], MessageKey])[] = [
  [['/'], 'shell.keySearch'],
  [['g', 't'], 'shell.keyTodos'],
  [['g', 's'], 'shell.keyScenarios'],
  [['g', 'i'], 'shell.keyIntents'],
  [['g', 'n'], 'shell.keyNew'],
  [['j', 'k'], 'shell.keyRows'],
  [['Enter'], 'shell.keyOpen'],
  [['Esc'], 'shell.keyClose'],
  [['?'], 'shell.keyHelp'],
]

export function HelpDialog(props: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Modal open={props.open} title={t('shell.keysTitle')} onCancel={props.onClose} footer={null} width={420}>
      <dl className="keys">
        {keys.map(([presses, label]) => (
          <div key={label}>
            <dt>
              {presses.map((press) => (
                <kbd key={press}>{press}</kbd>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
