import { describe, expect, it } from 'vitest'
import { draftOf, empty, givable, givableStreams, given, suggested, toggled, unlimited } from './scope'

describe('editing a scope', () => {
  it('leaves to the organisation what nobody chose', () => expect(given(suggested())).toBeNull())
  it('reads back what it sent', () => {
    const scope = { all: false, counties: ['542524', '542521'], units: ['u1'], streams: ['industrial'] }
    expect(given(draftOf(scope))).toEqual({ ...scope, counties: ['542521', '542524'] })
  })
  it('forgets counties when the whole prefecture is chosen, but not the streams', () => {
    expect(given({ mode: 'all', counties: ['542524'], units: ['u1'], streams: ['industrial'] })).toEqual({ all: true, counties: [], units: [], streams: ['industrial'] })
  })
  it('calls a scope of nothing empty, whatever the streams', () => {
    expect(empty({ mode: 'some', counties: [], units: [], streams: ['industrial'] })).toBe(true)
    expect(empty({ mode: 'some', counties: [], units: ['u1'], streams: [] })).toBe(false)
    expect(empty(suggested())).toBe(false)
  })
  it('sends a unit once', () => expect(given({ mode: 'some', counties: [], units: ['u1', 'u1'], streams: [] })?.units).toEqual(['u1']))
  it('offers a county officer only their county, an administrator every one', () => {
    expect(givable({ all: false, counties: ['542524'] }, false)).toEqual(['542524'])
    expect(givable({ all: false, counties: ['542524'] }, true)).toBeUndefined()
    expect(givable({ all: true, counties: [] }, false)).toBeUndefined()
    expect(givable(undefined, false)).toEqual([])
  })
  it('lets who is limited to streams limit others only to those, and never to none', () => {
    expect(givableStreams({ streams: ['recycling'] }, false)).toEqual(['recycling'])
    expect(givableStreams({ streams: ['recycling'] }, true)).toBeUndefined()
    expect(givableStreams({ streams: [] }, false)).toBeUndefined()
    const none = { mode: 'all' as const, counties: [], units: [], streams: [] }
    expect(unlimited(none, ['recycling'])).toBe(true)
    expect(unlimited(none, undefined)).toBe(false)
    expect(unlimited({ ...none, streams: ['recycling'] }, ['recycling'])).toBe(false)
  })
  it('toggles', () => expect(toggled(toggled(['a'], 'b'), 'a')).toEqual(['b']))
})
