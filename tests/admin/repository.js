// Stands in for a folder of this machine and its picker: a repository that the browser keeps for itself.
window.testRepository = (() => {
  const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("repository", { create: true });
  const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  async function* files(here, above = "") {
    for await (const [name, handle] of here.entries()) {
      if (handle.kind === "directory") yield* files(handle, `${above}${name}/`);
      else yield [above + name, handle];
    }
  }

  return {
    folder,
    async fill(contents) {
      const top = await folder();
      await top.getDirectoryHandle(".git", { create: true });
      for (const [path, content] of Object.entries(contents)) {
        const parts = path.split("/");
        let here = top;
        for (const part of parts.slice(0, -1)) here = await here.getDirectoryHandle(part, { create: true });
        const writer = await (await here.getFileHandle(parts.at(-1), { create: true })).createWritable();
        await writer.write(bytes(content));
        await writer.close();
      }
    },
    async read() {
      const found = {};
      for await (const [path, handle] of files(await folder())) {
        const content = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[path] = btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join(""));
      }
      return found;
    },
  };
})();
window.showDirectoryPicker = window.testRepository.folder;
if (window.FileSystemHandle) {
  FileSystemHandle.prototype.requestPermission = async () => "granted";
  FileSystemHandle.prototype.queryPermission = async () => "granted";
}
