import { all, auditor, handlers, open, owners, type Rows, signed } from './vocabulary.ts'

export const rows: Rows = {
  'catalog.all': open(all),
  'catalog.section': open(all),

  // a file is for who uploaded it and for who sees the thing it hangs on; the stamped form for those who handle the scenario
  'files.upload': open(signed),
  'files.download': {
    door: all,
    cells: [
      { on: 'ownFile', ok: signed },
      { on: 'foreignFile' },
      { on: 'materialFile', ok: all },
      { on: 'stampedFile', ok: handlers },
      { on: 'draftFile', ok: owners },
      { on: 'promotionFile', ok: handlers },
    ],
  },
  'files.remove': {
    door: signed,
    cells: [
      { on: 'ownFile', ok: signed },
      { on: 'foreignFile' },
      { on: 'materialFile', refused: signed },
      { on: 'draftFile', refused: owners },
    ],
  },

  // the desk is everybody's own
  'todos.list': open(signed),
  'notifications.list': open(signed),
  'notifications.read': { door: signed, cells: [{ on: 'ownNotification', ok: signed }, { on: 'foreignNotification' }] },
  'notifications.readAll': open(signed),
  'drafts.get': { door: signed, cells: [{ on: 'ownForm', ok: signed }, { on: 'foreignForm' }] },
  'drafts.put': {
    door: signed,
    cells: [
      { on: 'ownForm', ok: signed },
      { on: 'foreignForm', busy: signed },
    ],
    missing: 412,
  },
  // Discarding what is not there is no fault, so another's form looks like none.
  'drafts.remove': {
    door: signed,
    cells: [
      { on: 'ownForm', ok: signed },
      { on: 'foreignForm', ok: signed },
    ],
    missing: 204,
  },

  'records.list': open(auditor),
  'records.verify': open(auditor),
}
