/** Files that a user gave, by what is to be done with them. */
export interface SortedFiles {
  readonly tables: readonly File[];
  readonly notebooks: readonly File[];
}

/** Markdown is a notebook; everything else goes to the import, which says what it cannot read. */
export function sortFiles(files: readonly File[]): SortedFiles {
  const isNotebook = ({ name }: File): boolean => /\.(md|markdown)$/i.test(name);
  return { tables: files.filter((file) => !isNotebook(file)), notebooks: files.filter(isNotebook) };
}

/** What a drop holds: its files, and the names of the folders among them, which are not opened. */
export function findDropped(
  data: DataTransfer,
  /** Told where each file lies, in browsers that know; can only be asked while the drop is handled. */
  onorigin: (file: File, origin: Promise<unknown>) => void = () => undefined,
): { readonly files: File[]; readonly folders: string[] } {
  const folders: string[] = [];
  const files: File[] = [];
  for (const item of data.items) {
    if (item.kind !== 'file') continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory) folders.push(file?.name ?? '');
    else if (file) {
      files.push(file);
      const { getAsFileSystemHandle } = item as { getAsFileSystemHandle?: () => Promise<unknown> };
      if (getAsFileSystemHandle) onorigin(file, getAsFileSystemHandle.call(item));
    }
  }
  return { files, folders };
}
