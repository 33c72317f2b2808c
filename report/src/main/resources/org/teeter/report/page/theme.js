// Light and dark follow the reader's system, unless the button or the address (#light, #dark) says otherwise.
{
  const theme = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  const labelled = () => {
    theme.textContent = dark() ? "☀ Light" : "☾ Dark";
  };
  if (location.hash === "#dark" || location.hash === "#light") root.dataset.theme = location.hash.slice(1);
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    labelled();
  });
  system.addEventListener("change", labelled);
  labelled();
  theme.hidden = false;
}
