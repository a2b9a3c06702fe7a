// The designer's window notices by itself that its person is signed in again.
window.close();
