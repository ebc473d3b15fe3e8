// Before anything is painted: the reader's own choice of dark or light, where one was made.
try {
  const theme = localStorage.getItem('backlevel-theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing goes by the system.
}
