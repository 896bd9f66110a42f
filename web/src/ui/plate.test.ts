import { describe, expect, it } from 'vitest'
import { plateOf, plateWords } from './plate'

describe('a plate', () => {
  it('is read as people write it', () => {
    for (const typed of ['藏F·12345', ' 藏f 12345', '藏Ｆ－１２３４５'.replace('－', '-'), '藏F.12345']) expect(plateOf(typed)).toBe('藏F12345')
    for (const typed of ['京A1234挂', '藏FD12345', '藏F12345D', '藏FDB1234']) expect(plateOf(typed)).toBe(typed)
  })
  it('is none with a letter that no plate has, or a wrong length', () => {
    for (const typed of ['', '藏F1234', '藏F1234O', '藏I12345', 'F12345', '藏FL12345', '藏F12345挂']) expect(plateOf(typed)).toBeNull()
  })
  it('is shown with its dot', () => expect(plateWords('藏F12345')).toBe('藏F·12345'))
})
