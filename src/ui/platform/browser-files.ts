import type { FileAccess, FilePlace, OpenedFile } from '../../session/platform.ts';

const NOTEBOOK_TYPES = [{ description: 'Ebb notebook', accept: { 'text/markdown': ['.md', '.markdown'] } }];

/** The parts of the File System Access API that are used; not in every browser. */
interface Pickers {
  showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
}

/** Choosing and saving files: in place where the browser can, else by input and download. */
export function createBrowserFiles(window: Window): FileAccess {
  const pickers = window as Window & Pickers;
  return {
    async pickNotebook() {
      if (pickers.showOpenFilePicker) {
        const [handle] = await unlessDismissed(
          pickers.showOpenFilePicker({ types: NOTEBOOK_TYPES, excludeAcceptAllOption: false }),
          [],
        );
        return handle ? readNotebook(await handle.getFile(), handle) : null;
      }
      const [file] = await chooseFiles(window.document, '.md,.markdown,text/markdown', false);
      return file ? readNotebook(file, null) : null;
    },
    pickData: () => chooseFiles(window.document, '', true),
    async saveNotebook(suggested, text) {
      if (pickers.showSaveFilePicker) {
        const handle = await unlessDismissed(
          pickers.showSaveFilePicker({ suggestedName: suggested, types: NOTEBOOK_TYPES }),
          null,
        );
        if (!handle) return null;
        const place = toPlace(handle);
        await place.write(text);
        return { place };
      }
      download(window.document, suggested, new Blob([text], { type: 'text/markdown;charset=utf-8' }));
      return { place: null };
    },
    download: (name, content) => download(window.document, name, content),
  };
}

/** A notebook file from a picker or a drop. */
export async function readNotebook(file: File, handle: FileSystemFileHandle | null): Promise<OpenedFile> {
  return { name: file.name, text: await file.text(), place: handle && toPlace(handle) };
}

function toPlace(handle: FileSystemFileHandle): FilePlace {
  return {
    name: handle.name,
    async write(text) {
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
    },
  };
}

function chooseFiles(document: Document, accept: string, multiple: boolean): Promise<readonly File[]> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept, multiple, hidden: true });
  document.body.append(input);
  const chosen = new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
  return chosen.finally(() => input.remove());
}

function download(document: Document, name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function unlessDismissed<T>(picked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await picked;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return otherwise;
    throw thrown;
  }
}
