"""Evergreen Kiosk (常青服务台): public services for people without a phone."""

__version__ = "0.1.0"
