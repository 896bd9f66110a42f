/** Tables as files a person can open: .xlsx (one sheet, no library: an .xlsx is a zip of four small XML files) and .csv. */
export interface Sheet {
  name: string
  heads: string[]
  /** A cell is text, or an exact decimal figure to be a number in the table. */
  rows: (string | { decimal: string } | null)[][]
  /** 水印: who takes it away and when; below the last row and at the foot of each printed page. */
  mark: string
}

/** A table's number keeps 15 digits; a longer figure stays text rather than be rounded. */
const DIGITS_MAX = 15
const encoder = new TextEncoder()

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // characters that XML 1.0 cannot hold
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

function cell(value: Sheet['rows'][number][number]): string {
  if (value === null || value === '') return '<c/>'
  if (typeof value !== 'string' && /^-?\d+(\.\d+)?$/.test(value.decimal) && value.decimal.replaceAll(/\D/g, '').length <= DIGITS_MAX) {
    return `<c><v>${value.decimal}</v></c>`
  }
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(typeof value === 'string' ? value : value.decimal)}</t></is></c>`
}

const marked = (sheet: Sheet): Sheet['rows'] => [sheet.heads, ...sheet.rows, [], [sheet.mark]]

export function xlsx(sheet: Sheet): Blob {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packed = 'http://schemas.openxmlformats.org/package/2006'
  const name = escaped(sheet.name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet').replaceAll('"', '&quot;')
  const body = marked(sheet).map((row) => `<row>${row.map(cell).join('')}</row>`).join('')
  const freeze = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  const files: [string, string][] = [
    ['[Content_Types].xml', `${head}<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`],
    ['_rels/.rels', `${head}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
    ['xl/worksheets/sheet1.xml', `${head}<worksheet xmlns="${main}">${freeze}<sheetData>${body}</sheetData><headerFooter><oddFooter>&amp;L${escaped(sheet.mark.replaceAll('&', '&&'))}</oddFooter></headerFooter></worksheet>`],
  ]
  return new Blob([zip(files.map(([path, text]) => [path, encoder.encode(text)]))], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}

/** Text that a table program would take for a formula gets a quote before it. */
const defused = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export function csv(sheet: Sheet): Blob {
  const line = (row: Sheet['rows'][number]) =>
    row.map((value) => (value === null ? '' : typeof value === 'string' ? quoted(defused(value)) : quoted(value.decimal))).join(',')
  return new Blob(['\ufeff', marked(sheet).map(line).join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' })
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** A zip without compression: local files, then the directory. */
function zip(files: [string, Uint8Array][]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [path, bytes] of files) {
    const name = encoder.encode(path)
    const common = new DataView(new ArrayBuffer(26))
    common.setUint16(0, 20, true)
    common.setUint16(2, 0x0800, true)
    common.setUint16(8, 0x21, true)
    common.setUint32(10, crc32(bytes), true)
    common.setUint32(14, bytes.length, true)
    common.setUint32(18, bytes.length, true)
    common.setUint16(22, name.length, true)
    const fields = new Uint8Array(common.buffer)
    parts.push(Uint8Array.of(0x50, 0x4b, 3, 4), fields, name, bytes)
    const tail = new DataView(new ArrayBuffer(14))
    tail.setUint32(10, offset, true)
    directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), fields, new Uint8Array(tail.buffer), name)
    offset += 30 + name.length + bytes.length
  }
  const size = directory.reduce((total, part) => total + part.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, files.length, true)
  end.setUint16(10, files.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, offset, true)
  const all = new Uint8Array(offset + size + 22)
  let at = 0
  for (const part of [...parts, ...directory, new Uint8Array(end.buffer)]) {
    all.set(part, at)
    at += part.length
  }
  return all
}
