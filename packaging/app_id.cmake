# SPDX-License-Identifier: GPL-3.0-or-later
# The one name under which desktops, stores and the compositor know the program. Its files, QGuiApplication::setDesktopFileName and
# the icon all carry it.
set(PLUMBLINE_APP_ID "org.plumbline.Plumbline")
