import { describe, expect, it } from 'vitest'
import { csv, xlsx } from './sheet'

const sheet = { name: '出厂', heads: ['车牌', '重量（吨）'], rows: [['=HYPERLINK("x")', { decimal: '1.5' }]], mark: '导出人：扎西<&P>　导出时间：2026-11-26 15:03' }

describe('a list as a file', () => {
  it('says who took it away, below the last row', async () => {
    const lines = (await csv(sheet).text()).split('\r\n')
    expect(lines).toEqual(['\ufeff车牌,重量（吨）', `"'=HYPERLINK(""x"")",1.5`, '', '导出人：扎西<&P>　导出时间：2026-11-26 15:03', ''])
  })
  it('says it at the foot of each printed page, where a name is no command', async () => {
    const text = await xlsx(sheet).text()
    expect(text).toContain('<oddFooter>&amp;L导出人：扎西&lt;&amp;&amp;P&gt;　导出时间：2026-11-26 15:03</oddFooter>')
    expect(text).toContain('>导出人：扎西&lt;&amp;P&gt;　导出时间：2026-11-26 15:03</t>')
  })
})
